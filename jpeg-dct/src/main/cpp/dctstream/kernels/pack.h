// Writes the packed payload. Part of kernels.h.

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
