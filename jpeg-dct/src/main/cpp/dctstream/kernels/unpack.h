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
  static constexpr int64_t LONGEST = MAX_BLOCK_BYTES + LANES;  // a row is read as 8 bytes

  const uint8_t* next_;
  const uint8_t* end_;
  bool in_tail_ = false;
  uint8_t tail_[2 * LONGEST] = {};
};

// Bytes become 16-bit numbers at the places that the mask selects, with zeros between.
DCT_INLINE Shorts get_selected(const uint8_t* in, unsigned mask) {
  Bytes high = shuffle(load_half(in), load<Bytes>(ROW_SHUFFLES.expand[mask]));
  return reinterpret_cast<Shorts>(high) >> 8;
}

DCT_INLINE const uint8_t* get_value(const uint8_t* in, int16_t* value) {
  *value = static_cast<int8_t>(*in);
  if (*value != ESCAPE) return in + 1;
  *value = static_cast<int16_t>(get16(in + 1));
  return in + 3;
}

DCT_INLINE const uint8_t* get_block(const uint8_t* in, int16_t* dc, int16_t* block) {
  unsigned rows = *in++;
  int16_t masks[LANES];
  store(masks, get_selected(in, rows) & 0xFF);
  in += __builtin_popcount(rows);
  int16_t dc_difference = 0;
  if ((masks[0] & 1) != 0) in = get_value(in, &dc_difference);
  masks[0] &= ~1;
  const uint8_t* next = in;
  Shorts escapes = {};
  for (int v = 0; v < 8; v++) {
    auto mask = static_cast<unsigned>(masks[v]);
    Shorts row = get_selected(next, mask);
    escapes |= row == Shorts{} + ESCAPE;
    store(block + 8 * v, row);
    next += __builtin_popcount(mask);
  }
  if (!is_zero(escapes)) {
    next = in;
    for (int v = 0; v < 8; v++) {
      for (auto mask = static_cast<unsigned>(masks[v]); mask != 0; mask &= mask - 1) {
        next = get_value(next, &block[8 * v + __builtin_ctz(mask)]);
      }
    }
  }
  *dc = static_cast<int16_t>(*dc + dc_difference);
  block[0] = *dc;
  return next;
}

// False if the payload ends before the plane does.
inline bool read_plane(PayloadReader& reader, const float* table, int blocks,
                                     float* out) {
  alignas(32) int16_t tile[TILE * 64];
  int16_t dc = 0;
  for (int from = 0; from < blocks; from += TILE) {
    int count = blocks - from < TILE ? blocks - from : TILE;
    for (int i = 0; i < count; i++) {
      const uint8_t* in = reader.at_block();
      if (in == nullptr) return false;
      reader.go_to(get_block(in, &dc, tile + i * 64));
    }
    write_tile(tile, count, table, blocks, out + from);
  }
  return true;
}

// A payload, whose version and grid were checked, to [64, blocks] floats for each plane.
inline int unpack(const uint8_t* payload, int64_t length, float* y, float* cb, float* cr) {
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
  int chroma = width / 2 * (height / 2);
  if (!read_plane(reader, table_y, width * height, y) ||
      !read_plane(reader, table_cb, chroma, cb) || !read_plane(reader, table_cr, chroma, cr)) {
    return ENDS_TOO_EARLY;
  }
  return reader.left() < 0 ? ENDS_TOO_EARLY : reader.left() > 0 ? GOES_ON : COMPLETE;
}
