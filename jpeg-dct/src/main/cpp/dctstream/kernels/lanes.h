// Eight numbers at a time, in whatever vector registers the target has: GCC's and clang's vector types,
// so that x86-64 and arm64 share one source. Part of kernels.h.

constexpr int LANES = 8;

typedef float Floats __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t Ints __attribute__((vector_size(LANES * sizeof(int32_t))));
typedef int16_t Shorts __attribute__((vector_size(LANES * sizeof(int16_t))));
typedef uint8_t Bytes __attribute__((vector_size(2 * LANES)));

// Before a loop that reads numbers of stored vectors: unrolled, GCC would permute registers instead.
#if defined(__clang__)
#define DCT_LOOP _Pragma("clang loop unroll(disable)")
#else
#define DCT_LOOP _Pragma("GCC unroll 1")
#endif

#define DCT_INLINE __attribute__((always_inline)) inline

template <typename Vector>
DCT_INLINE Vector load(const void* from) {
  Vector vector;
  memcpy(&vector, from, sizeof vector);
  return vector;
}

template <typename Vector>
DCT_INLINE void store(void* to, Vector vector) {
  memcpy(to, &vector, sizeof vector);
}

DCT_INLINE bool is_zero(Shorts vector) {
  uint64_t halves[2];
  memcpy(halves, &vector, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

// To the nearest integer, ties to even; of magnitudes below 2^22. Adding 1.5 * 2^23 leaves the
// integer in the lowest bits of the float.
DCT_INLINE Ints round(Floats values) {
  Floats shifted = values + 12582912.0f;
  Ints bits;
  memcpy(&bits, &shifted, sizeof bits);
  return bits - 0x4B400000;
}

// Rows become columns: three times the perfect shuffle of the upper and the lower half.
template <typename Vector>
DCT_INLINE void transpose(Vector rows[LANES]) {
  for (int pass = 0; pass < 3; pass++) {
    Vector shuffled[LANES];
    for (int i = 0; i < LANES / 2; i++) {
      Vector a = rows[i];
      Vector b = rows[i + LANES / 2];
      shuffled[2 * i] = __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
      shuffled[2 * i + 1] = __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
    }
    for (int i = 0; i < LANES; i++) rows[i] = shuffled[i];
  }
}
