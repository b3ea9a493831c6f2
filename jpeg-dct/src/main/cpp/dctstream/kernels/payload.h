// Writes and reads the packed payload. Part of kernels.h.

// bytes[order[i] mod 16]
DCT_INLINE Bytes shuffle(Bytes bytes, Bytes order) {
#if defined(__clang__)
  Bytes shuffled;
  for (int i = 0; i < 2 * LANES; i++) shuffled[i] = bytes[order[i] & 15];
  return shuffled;
#else
  return __builtin_shuffle(bytes, order);
#endif
}

// Eight bytes and eight zeros.
DCT_INLINE Bytes load_half(const uint8_t* from) {
  uint64_t half;
  memcpy(&half, from, sizeof half);
  typedef uint64_t Longs __attribute__((vector_size(2 * sizeof(uint64_t))));
  return reinterpret_cast<Bytes>(Longs{half, 0});
}

// Bit k is set if coefficient k is not zero.
DCT_INLINE uint64_t nonzero_mask(const int16_t* block) {
  uint64_t mask = 0;
#if defined(__SSE2__)
  const __m128i zero = _mm_setzero_si128();
  for (int v = 0; v < 8; v += 2) {
    __m128i two_rows =  // saturation keeps what is not zero so
        _mm_packs_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 8 * v)),
                        _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 8 * v + 8)));
    auto zeros = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(two_rows, zero)));
    mask |= uint64_t{~zeros & 0xFFFF} << (8 * v);
  }
#else
  for (int k = 0; k < 64; k++) mask |= uint64_t{block[k] != 0} << k;
#endif
  return mask;
}

inline uint8_t* put_value(uint8_t* out, int value) {
  if (value > ESCAPE && value <= 127) {
    *out = static_cast<uint8_t>(value);
    return out + 1;
  }
  *out = static_cast<uint8_t>(ESCAPE);
  return put16(out + 1, static_cast<unsigned>(value) & 0xFFFF);
}

DCT_INLINE uint8_t* put_row(uint8_t* out, Shorts row, unsigned mask) {
  Shorts too_wide = (row > 127) | (row <= ESCAPE);
  if (is_zero(too_wide)) {
    store(out, shuffle(reinterpret_cast<Bytes>(row), load_half(ROW_SHUFFLES.compress[mask])));
    return out + __builtin_popcount(mask);
  }
  for (; mask != 0; mask &= mask - 1) out = put_value(out, row[__builtin_ctz(mask)]);
  return out;
}

// Without branches as far as possible: which rows are empty cannot be predicted.
DCT_INLINE uint8_t* put_block(uint8_t* out, const int16_t* block, int dc_difference) {
  uint64_t mask = (nonzero_mask(block) & ~uint64_t{1}) | uint64_t{dc_difference != 0};
  uint8_t* rows = out++;
  unsigned present = 0;
  for (int v = 0; v < 8; v++) {
    auto row = static_cast<uint8_t>(mask >> (8 * v));
    *out = row;
    out += row != 0;
    present |= unsigned{row != 0} << v;
  }
  *rows = static_cast<uint8_t>(present);
  Shorts first = load<Shorts>(block);
  first[0] = static_cast<int16_t>(dc_difference);
  out = put_row(out, first, mask & 0xFF);
  for (int v = 1; v < 8; v++) {
    out = put_row(out, load<Shorts>(block + 8 * v), mask >> (8 * v) & 0xFF);
  }
  return out;
}

// `out` holds max_payload_bytes of all blocks. Returns the payload's length.
inline int64_t write_payload(const CoefficientPlane* planes, uint8_t* out) {
  const uint8_t* start = out;
  bool wide = false;
  for (int i = 0; i < 3; i++) {
    for (int k = 0; k < 64; k++) wide |= planes[i].table[k] > 255;
  }
  bool same_cb = memcmp(planes[1].table, planes[0].table, sizeof planes[0].table) == 0;
  bool same_cr = memcmp(planes[2].table, planes[1].table, sizeof planes[1].table) == 0;
  *out++ = PAYLOAD_VERSION;
  *out++ = static_cast<uint8_t>((wide ? WIDE_TABLES : 0) | (same_cb ? CB_HAS_Y_TABLE : 0) |
                                (same_cr ? CR_HAS_CB_TABLE : 0));
  out = put16(out, static_cast<unsigned>(planes[0].width));
  out = put16(out, static_cast<unsigned>(planes[0].height));
  out = put_table(out, planes[0].table, wide);
  if (!same_cb) out = put_table(out, planes[1].table, wide);
  if (!same_cr) out = put_table(out, planes[2].table, wide);
  for (int i = 0; i < 3; i++) {
    int16_t last_dc = 0;
    int blocks = planes[i].width * planes[i].height;
    const int16_t* block = planes[i].blocks;
    for (int k = 0; k < blocks; k++, block += 64) {
      // Modulo 2^16, so that damaged coefficients survive the round trip too.
      out = put_block(out, block, static_cast<int16_t>(block[0] - last_dc));
      last_dc = block[0];
    }
  }
  return out - start;
}

// ---- reading -----------------------------------------------------------------------------------

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

DCT_INLINE const uint8_t* get_row(const uint8_t* in, unsigned mask, Shorts* row) {
  Bytes high = shuffle(load_half(in), load<Bytes>(ROW_SHUFFLES.expand[mask]));
  *row = reinterpret_cast<Shorts>(high) >> 8;
  if (is_zero(*row == Shorts{} + ESCAPE)) return in + __builtin_popcount(mask);
  *row = Shorts{};
  for (; mask != 0; mask &= mask - 1) {
    int value = static_cast<int8_t>(*in++);
    if (value == ESCAPE) {
      value = static_cast<int16_t>(get16(in));
      in += 2;
    }
    (*row)[__builtin_ctz(mask)] = static_cast<int16_t>(value);
  }
  return in;
}

DCT_INLINE const uint8_t* get_block(const uint8_t* in, int16_t* dc, int16_t* block) {
  unsigned present = *in++;
  unsigned masks[8];
  for (int v = 0; v < 8; v++) {
    unsigned is_present = present >> v & 1;
    masks[v] = *in & (0 - is_present);
    in += is_present;
  }
  for (int v = 0; v < 8; v++) {
    Shorts row;
    in = get_row(in, masks[v], &row);
    store(block + 8 * v, row);
  }
  *dc = static_cast<int16_t>(*dc + block[0]);
  block[0] = *dc;
  return in;
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
