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
DCT_INLINE Bytes half(uint64_t bytes) {
  typedef uint64_t Longs __attribute__((vector_size(2 * sizeof(uint64_t))));
  return reinterpret_cast<Bytes>(Longs{bytes, 0});
}

DCT_INLINE Bytes load_half(const uint8_t* from) { return half(load<uint64_t>(from)); }

inline uint8_t* put_value(uint8_t* out, int value) {
  if (value > ESCAPE && value <= 127) {
    *out = static_cast<uint8_t>(value);
    return out + 1;
  }
  *out = static_cast<uint8_t>(ESCAPE);
  return put16(out + 1, static_cast<unsigned>(value) & 0xFFFF);
}

// Bit i is set if byte i is not zero.
DCT_INLINE unsigned nonzero_mask(Bytes bytes) {
#if defined(__SSE2__)
  auto zeros = _mm_cmpeq_epi8(reinterpret_cast<__m128i>(bytes), _mm_setzero_si128());
  return ~static_cast<unsigned>(_mm_movemask_epi8(zeros)) & 0xFFFF;
#else
  unsigned mask = 0;
  for (int i = 0; i < 2 * LANES; i++) mask |= unsigned{bytes[i] != 0} << i;
  return mask;
#endif
}

// The coefficients as bytes in natural order, without DC, and a bit for each that is not zero. False if
// some do not fit, whose bytes are wrong.
DCT_INLINE bool narrow(const int16_t* block, uint8_t* bytes, uint64_t* mask) {
  Shorts lost = {};
  *mask = 0;
  for (int v = 0; v < 8; v += 2) {
    Shorts rows[] = {load<Shorts>(block + 8 * v), load<Shorts>(block + 8 * v + 8)};
    if (v == 0) rows[0][0] = 0;
    for (Shorts& row : rows) {
      Shorts fitting = row > 127 ? Shorts{} + 127 : row;
      fitting = fitting < -127 ? Shorts{} - 127 : fitting;
      lost |= row ^ fitting;
      row = fitting;
    }
    Bytes low = __builtin_shufflevector(reinterpret_cast<Bytes>(rows[0]),
                                        reinterpret_cast<Bytes>(rows[1]), 0, 2, 4, 6, 8, 10, 12, 14,
                                        16, 18, 20, 22, 24, 26, 28, 30);
    store(bytes + 8 * v, low);
    *mask |= uint64_t{nonzero_mask(low)} << (8 * v);
  }
  return is_zero(lost);
}

// The selected ones of eight bytes, one after the other.
DCT_INLINE uint8_t* put_selected(uint8_t* out, Bytes bytes, unsigned mask) {
  store(out, shuffle(bytes, load_half(ROW_SHUFFLES.compress[mask])));
  return out + __builtin_popcount(mask);
}

// Without branches on which rows are empty, which cannot be predicted.
DCT_INLINE uint8_t* put_block(uint8_t* out, const int16_t* block, int dc) {
  uint8_t bytes[64];
  uint64_t mask;
  bool is_narrow = narrow(block, bytes, &mask);
  Bytes masks = half(mask | uint64_t{dc != 0});
  unsigned rows = nonzero_mask(masks);
  *out++ = static_cast<uint8_t>(rows);
  out = put_selected(out, masks, rows);
  if (dc != 0) out = put_value(out, dc);
  if (!is_narrow) {
    for (; mask != 0; mask &= mask - 1) out = put_value(out, block[__builtin_ctzll(mask)]);
    return out;
  }
  for (int v = 0; v < 8; v++, mask >>= 8) {
    out = put_selected(out, load_half(bytes + 8 * v), mask & 0xFF);
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
