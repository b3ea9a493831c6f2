// The values of a block that are not zero, picked out as bytes and put back, eight at a time. Part of
// kernels.h; kernels/select_avx512.h does the same with an instruction each.

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

// Bit i is set if byte i is not that value.
DCT_INLINE unsigned mask_of_others(Bytes bytes, uint8_t value) {
#if defined(__SSE2__)
  auto equal = _mm_cmpeq_epi8(reinterpret_cast<__m128i>(bytes), _mm_set1_epi8(static_cast<char>(value)));
  return ~static_cast<unsigned>(_mm_movemask_epi8(equal)) & 0xFFFF;
#else
  unsigned mask = 0;
  for (int i = 0; i < 2 * LANES; i++) mask |= unsigned{bytes[i] != value} << i;
  return mask;
#endif
}

// The low bytes of numbers.
DCT_INLINE Bytes low_bytes(Shorts a, Shorts b) {
  return __builtin_shufflevector(reinterpret_cast<Bytes>(a), reinterpret_cast<Bytes>(b), 0, 2, 4, 6,
                                 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
}

DCT_INLINE uint8_t* put_selected(uint8_t* out, Bytes bytes, unsigned mask) {
  store(out, shuffle(bytes, load_half(ROW_SHUFFLES.compress[mask])));
  return out + __builtin_popcount(mask);
}

// Bytes become 16-bit numbers at the places that the mask selects, with zeros between.
DCT_INLINE Shorts get_selected(Bytes bytes, unsigned mask) {
  Bytes high = shuffle(bytes, load<Bytes>(ROW_SHUFFLES.expand[mask]));
  return reinterpret_cast<Shorts>(high) >> 8;
}

// Which of eight bytes are not zero.
DCT_INLINE unsigned nonzero_bytes(uint64_t bytes) { return mask_of_others(half(bytes), 0); }

// Those of eight bytes that the mask selects, one after the other.
DCT_INLINE uint8_t* compress_bytes(uint8_t* out, uint64_t bytes, unsigned mask) {
  return put_selected(out, half(bytes), mask);
}

// The first `count` of eight bytes, zeros for the others.
DCT_INLINE uint64_t lowest_bytes(uint64_t bytes, int count) {
  return bytes & ((uint64_t{1} << (4 * count) << (4 * count)) - 1);
}

// Bytes from the lowest on go to the places that the mask selects, with zeros between.
DCT_INLINE uint64_t expand_bytes(uint64_t bytes, unsigned mask) {
  Shorts expanded = get_selected(half(bytes), mask);
  Bytes low = low_bytes(expanded, expanded);
  memcpy(&bytes, &low, sizeof bytes);
  return bytes;
}

// A block's values as bytes, with ESCAPE for those that do not fit.
struct ByteBlock {
  uint64_t nonzero = 0;  // bit k stands for coefficient k
  uint64_t escaped = 0;

  // `dc` stands for the first coefficient.
  DCT_INLINE ByteBlock(const int16_t* block, int16_t dc) {
    for (int v = 0; v < 8; v += 2) {
      Shorts rows[] = {load<Shorts>(block + 8 * v), load<Shorts>(block + 8 * v + 8)};
      if (v == 0) rows[0][0] = dc;
      for (Shorts& row : rows) {
        row = row > 127 ? Shorts{} + ESCAPE : row;
        row = row < -127 ? Shorts{} + ESCAPE : row;
      }
      Bytes low = low_bytes(rows[0], rows[1]);
      store(bytes_ + 8 * v, low);
      nonzero |= uint64_t{mask_of_others(low, 0)} << (8 * v);
      escaped |= uint64_t{mask_of_others(low, static_cast<uint8_t>(ESCAPE)) ^ 0xFFFF} << (8 * v);
    }
  }

  // Writes those that are not zero.
  DCT_INLINE uint8_t* put(uint8_t* out) const {
    uint64_t mask = nonzero;
    for (int v = 0; v < 8; v++, mask >>= 8) {
      out = put_selected(out, load_half(bytes_ + 8 * v), mask & 0xFF);
    }
    return out;
  }

 private:
  uint8_t bytes_[64];
};

// Bytes to the values that the mask selects, zeros to the others. Returns which are ESCAPE.
DCT_INLINE uint64_t get_byte_block(const uint8_t* in, uint64_t mask, int16_t* block) {
  uint64_t escaped = 0;
  for (int v = 0; v < 8; v += 2, mask >>= 16) {
    unsigned masks[] = {static_cast<unsigned>(mask & 0xFF), static_cast<unsigned>(mask >> 8 & 0xFF)};
    Shorts rows[2];
    for (int i = 0; i < 2; i++) {
      rows[i] = get_selected(load_half(in), masks[i]);
      store(block + 8 * (v + i), rows[i]);
      in += __builtin_popcount(masks[i]);
    }
    Bytes low = low_bytes(rows[0], rows[1]);
    escaped |= uint64_t{mask_of_others(low, static_cast<uint8_t>(ESCAPE)) ^ 0xFFFF} << (8 * v);
  }
  return escaped;
}
