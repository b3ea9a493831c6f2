// Bytes to other places. Part of kernels.h.

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
