// 32-bit floats to 16-bit floats (IEEE 754 binary16), to the nearest, ties to even. Part of kernels.h.

// Numbers that are 0 or at least 2^-14 in magnitude, as coefficients are; those too great become the greatest.
DCT_INLINE Ints halves_of(Ints bits) {
  constexpr int32_t GREATEST = 0x477FE000;  // 65504 as a 32-bit float
  constexpr int32_t BIAS = (127 - 15) << 10;
  Ints magnitude = bits & 0x7FFFFFFF;
  Ints sign = (bits >> 16) & 0x8000;
  magnitude = magnitude > GREATEST ? Ints{} + GREATEST : magnitude;
  Ints rounded = (magnitude + 0xFFF + ((magnitude >> 13) & 1)) >> 13;
  return sign | (magnitude == 0 ? Ints{} : rounded - BIAS);
}

inline void write_halves(const float* from, int64_t count, uint16_t* to) {
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    store(to + i, __builtin_convertvector(halves_of(load<Ints>(from + i)), Shorts));
  }
  for (; i < count; i++) to[i] = static_cast<uint16_t>(halves_of(Ints{load<int32_t>(from + i)})[0]);
}
