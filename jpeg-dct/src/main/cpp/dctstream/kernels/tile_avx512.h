// As kernels/tile.h, with AVX-512. Part of kernels.h.

// Where the words come from that transpose eight rows of eight of them, 0 to 63, in two halves.
alignas(64) constexpr int16_t COLUMNS[2][32] = {
    {0, 8,  16, 24, 32, 40, 48, 56, 1, 9,  17, 25, 33, 41, 49, 57,
     2, 10, 18, 26, 34, 42, 50, 58, 3, 11, 19, 27, 35, 43, 51, 59},
    {4, 12, 20, 28, 36, 44, 52, 60, 5, 13, 21, 29, 37, 45, 53, 61,
     6, 14, 22, 30, 38, 46, 54, 62, 7, 15, 23, 31, 39, 47, 55, 63}};

// The same row of four blocks.
DCT_INLINE __m512i load_rows(const int16_t* row) {
  auto load_row = [row](int i) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(row + 64 * i));
  };
  __m256i low = _mm256_inserti128_si256(_mm256_castsi128_si256(load_row(0)), load_row(1), 1);
  __m256i high = _mm256_inserti128_si256(_mm256_castsi128_si256(load_row(2)), load_row(3), 1);
  return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}

DCT_INLINE void store_floats(float* out, __m256i values, float factor) {
  if (out == nullptr) return;
  __m512 floats = _mm512_cvtepi32_ps(_mm512_cvtepi16_epi32(values));
  _mm512_storeu_ps(out, _mm512_mul_ps(floats, _mm512_set1_ps(factor)));
}

// The same row of all blocks of a whole tile.
DCT_INLINE void write_whole_row(const int16_t* rows, const float* table,
                                const Selection& selection, int v, int blocks, float* out) {
  __m512i quads[4];
  for (int i = 0; i < 4; i++) quads[i] = load_rows(rows + i * 4 * 64);
  __m512i any = _mm512_or_si512(_mm512_or_si512(quads[0], quads[1]),
                                _mm512_or_si512(quads[2], quads[3]));
  if (_mm512_test_epi32_mask(any, any) == 0) {
    for (int k = 8 * v; k < 8 * v + 8; k++) {
      float* to = selection.plane(out, blocks, k);
      if (to != nullptr) _mm512_storeu_ps(to, _mm512_setzero_ps());
    }
    return;
  }
  const __m512i first = _mm512_set_epi64(11, 10, 3, 2, 9, 8, 1, 0);
  const __m512i second = _mm512_set_epi64(15, 14, 7, 6, 13, 12, 5, 4);
  for (int half = 0; half < 2; half++) {
    __m512i columns = _mm512_load_si512(COLUMNS[half]);
    __m512i a = _mm512_permutex2var_epi16(quads[0], columns, quads[1]);
    __m512i b = _mm512_permutex2var_epi16(quads[2], columns, quads[3]);
    for (int pair = 0; pair < 2; pair++) {
      __m512i two = _mm512_permutex2var_epi64(a, pair == 0 ? first : second, b);
      int k = 8 * v + 4 * half + 2 * pair;
      store_floats(selection.plane(out, blocks, k), _mm512_castsi512_si256(two), table[k]);
      store_floats(selection.plane(out, blocks, k + 1), _mm512_extracti64x4_epi64(two, 1),
                   table[k + 1]);
    }
  }
}

DCT_INLINE void write_tile_row(const int16_t* tile, int count, const float* table,
                               const Selection& selection, int v, int blocks, float* out) {
  if (count == TILE) {
    write_whole_row(tile + 8 * v, table, selection, v, blocks, out);
    return;
  }
  for (int k = 8 * v; k < 8 * v + 8; k++) {
    float* to = selection.plane(out, blocks, k);
    if (to == nullptr) continue;
    for (int i = 0; i < count; i++) to[i] = tile[i * 64 + k] * table[k];
  }
}
