// As kernels/select.h, with the instructions of AVX-512 VBMI2 and BMI2, which is quick on all processors
// that have the former. Part of kernels.h.

DCT_INLINE unsigned nonzero_bytes(uint64_t bytes) {
  __m128i spread = _mm_cvtsi64_si128(static_cast<int64_t>(bytes));
  return _mm_test_epi8_mask(spread, spread);
}

// All bits of the bytes that the mask selects.
DCT_INLINE uint64_t whole_bytes(unsigned mask) {
  return _pdep_u64(mask, 0x0101010101010101) * 0xFF;
}

DCT_INLINE uint8_t* compress_bytes(uint8_t* out, uint64_t bytes, unsigned mask) {
  store(out, _pext_u64(bytes, whole_bytes(mask)));
  return out + __builtin_popcount(mask);
}

DCT_INLINE uint64_t lowest_bytes(uint64_t bytes, int count) {
  return _bzhi_u64(bytes, static_cast<unsigned>(8 * count));
}

DCT_INLINE uint64_t expand_bytes(uint64_t bytes, unsigned mask) {
  return _pdep_u64(bytes, whole_bytes(mask));
}

struct ByteBlock {
  uint64_t nonzero;
  uint64_t escaped;

  DCT_INLINE ByteBlock(const int16_t* block, int16_t dc) {
    __m512i low = _mm512_mask_set1_epi16(_mm512_loadu_si512(block), 1, dc);
    __m512i high = _mm512_loadu_si512(block + 32);
    nonzero = join(_mm512_test_epi16_mask(low, low), _mm512_test_epi16_mask(high, high));
    escaped = join(is_wide(low), is_wide(high));
    __m512i bytes = _mm512_inserti64x4(_mm512_castsi256_si512(_mm512_cvtepi16_epi8(low)),
                                       _mm512_cvtepi16_epi8(high), 1);
    bytes_ = _mm512_mask_blend_epi8(escaped, bytes, _mm512_set1_epi8(ESCAPE));
  }

  DCT_INLINE uint8_t* put(uint8_t* out) const {
    _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(nonzero, bytes_));
    return out + __builtin_popcountll(nonzero);
  }

 private:
  __m512i bytes_;

  DCT_INLINE static uint64_t join(__mmask32 low, __mmask32 high) {
    return low | uint64_t{high} << 32;
  }

  // Which values are beyond 127 or -127.
  DCT_INLINE static __mmask32 is_wide(__m512i values) {
    __m512i raised = _mm512_add_epi16(values, _mm512_set1_epi16(127));
    return _mm512_cmpgt_epu16_mask(raised, _mm512_set1_epi16(2 * 127));
  }
};

DCT_INLINE uint64_t get_byte_block(const uint8_t* in, uint64_t mask, int16_t* block) {
  __m512i bytes = _mm512_maskz_expand_epi8(mask, _mm512_loadu_si512(in));
  _mm512_storeu_si512(block, _mm512_cvtepi8_epi16(_mm512_castsi512_si256(bytes)));
  _mm512_storeu_si512(block + 32, _mm512_cvtepi8_epi16(_mm512_extracti64x4_epi64(bytes, 1)));
  return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(ESCAPE));
}
