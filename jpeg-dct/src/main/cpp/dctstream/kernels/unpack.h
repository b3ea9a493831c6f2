// Reads the packed payload. Part of kernels.h.

// A block may be read without asking whether the payload ends, because the last bytes are read from a
// copy with zeros behind them.
class PayloadReader {
 public:
  PayloadReader(const uint8_t* payload, int64_t length) : next_(payload), end_(payload + length) {}

  // The next bytes; nullptr if a block went beyond the end.
  DCT_INLINE const uint8_t* at_block() {
    if (end_ - next_ < LONGEST && !in_tail_) {
      memcpy(tail_, next_, static_cast<size_t>(end_ - next_));
      end_ = tail_ + (end_ - next_);
      next_ = tail_;
      in_tail_ = true;
    }
    return next_ <= end_ ? next_ : nullptr;
  }

  DCT_INLINE void go_to(const uint8_t* next) { next_ = next; }

  // Bytes behind the last block; negative if it lacks some.
  int64_t left() const { return end_ - next_; }

  float* read_table(bool wide, float* table) {
    if (left() < (wide ? 128 : 64)) return nullptr;
    for (int k = 0; k < 64; k++) {
      table[k] = static_cast<float>(wide ? get16(next_) : *next_);
      next_ += wide ? 2 : 1;
    }
    return table;
  }

 private:
  static constexpr int64_t LONGEST = MAX_BLOCK_BYTES + MAX_EXTRA_BYTES;

  const uint8_t* next_;
  const uint8_t* end_;
  bool in_tail_ = false;
  uint8_t tail_[2 * LONGEST] = {};
};

DCT_INLINE const uint8_t* get_block(const uint8_t* in, int16_t* dc, int16_t* block) {
  unsigned rows = *in++;
  int row_count = __builtin_popcount(rows);
  uint64_t row_masks = lowest_bytes(load<uint64_t>(in), row_count);
  in += row_count;
  uint64_t mask = expand_bytes(row_masks, rows);
  uint64_t escaped = get_byte_block(in, mask, block);
  // Not read from the block, which would wait for the vector that was just stored.
  auto difference = static_cast<int16_t>(static_cast<int8_t>(*in) * static_cast<int>(mask & 1));
  // Not counted in the expanded mask: the next block waits for this number.
  in += __builtin_popcountll(row_masks);
  if (escaped != 0) {
    if ((escaped & 1) != 0) difference = static_cast<int16_t>(get16(in));
    for (; escaped != 0; escaped &= escaped - 1, in += 2) {
      block[__builtin_ctzll(escaped)] = static_cast<int16_t>(get16(in));
    }
  }
  *dc = static_cast<int16_t>(*dc + difference);
  block[0] = *dc;
  return in;
}

// The next blocks of a plane; false if the payload ends before them.
DCT_INLINE bool get_blocks(PayloadReader& reader, int count, int16_t* dc, int16_t* blocks) {
  for (int i = 0; i < count; i++) {
    const uint8_t* in = reader.at_block();
    if (in == nullptr) return false;
    reader.go_to(get_block(in, dc, blocks + i * 64));
  }
  return true;
}

// False if the payload ends before the plane does.
//
// A tile is read while the one before is written, row by row: reading waits for the length of each block,
// writing for the memory, and the processor does the one during the other.
inline bool read_plane(PayloadReader& reader, const float* table, const Selection& selection,
                       int blocks, float* out) {
  constexpr int ROW_STEP = TILE / 8;
  alignas(64) int16_t tiles[2][TILE * 64];
  int16_t dc = 0;
  int unwritten = 0;
  for (int from = 0; from < blocks + TILE; from += TILE) {
    int16_t* tile = tiles[from / TILE % 2];
    const int16_t* last = tiles[1 - from / TILE % 2];
    int count = std::clamp(blocks - from, 0, TILE);
    for (int v = 0; v < 8; v++) {
      int step = std::clamp(count - v * ROW_STEP, 0, ROW_STEP);
      if (!get_blocks(reader, step, &dc, tile + v * ROW_STEP * 64)) return false;
      if (unwritten > 0 && selection.has_row(v)) {
        write_tile_row(last, unwritten, table, selection, v, blocks, out + from - TILE);
      }
    }
    unwritten = count;
  }
  return true;
}

// A payload, whose version and grid were checked, to [selected, blocks] floats for each plane.
inline int unpack(const uint8_t* payload, int64_t length, const Selection& luma,
                  const Selection& chroma, float* y, float* cb, float* cr) {
  bool wide = (payload[1] & WIDE_TABLES) != 0;
  int width = static_cast<int>(get16(payload + 2));
  int height = static_cast<int>(get16(payload + 4));
  PayloadReader reader(payload + 6, length - 6);
  float tables[3][64];
  const float* table_y = reader.read_table(wide, tables[0]);
  const float* table_cb =
      (payload[1] & CB_HAS_Y_TABLE) != 0 ? table_y : reader.read_table(wide, tables[1]);
  const float* table_cr =
      (payload[1] & CR_HAS_CB_TABLE) != 0 ? table_cb : reader.read_table(wide, tables[2]);
  if (table_y == nullptr || table_cb == nullptr || table_cr == nullptr) return ENDS_TOO_EARLY;
  int chroma_blocks = width / 2 * (height / 2);
  if (!read_plane(reader, table_y, luma, width * height, y) ||
      !read_plane(reader, table_cb, chroma, chroma_blocks, cb) ||
      !read_plane(reader, table_cr, chroma, chroma_blocks, cr)) {
    return ENDS_TOO_EARLY;
  }
  return reader.left() < 0 ? ENDS_TOO_EARLY : reader.left() > 0 ? GOES_ON : COMPLETE;
}
