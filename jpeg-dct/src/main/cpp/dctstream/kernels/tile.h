// A tile of coefficient blocks to the layout of a network's input, eight blocks at a time. Part of
// kernels.h; kernels/tile_avx512.h does the same with all sixteen.

// `count` blocks, at most TILE, to out[k * blocks] onwards for each frequency k.
DCT_INLINE void write_tile(const int16_t* tile, int count, const float* table, int blocks,
                           float* out) {
  for (int v = 0; v < 8; v++) {
    int done = 0;
    for (; done + LANES <= count; done += LANES) {
      Shorts rows[LANES];
      Shorts any = {};
      for (int i = 0; i < LANES; i++) {
        rows[i] = load<Shorts>(tile + (done + i) * 64 + v * 8);
        any |= rows[i];
      }
      float* to = out + int64_t{8} * v * blocks + done;
      if (is_zero(any)) {
        for (int u = 0; u < 8; u++) store(to + int64_t{u} * blocks, Floats{});
        continue;
      }
      transpose(rows);
      for (int u = 0; u < 8; u++) {
        store(to + int64_t{u} * blocks, __builtin_convertvector(rows[u], Floats) * table[8 * v + u]);
      }
    }
    for (; done < count; done++) {
      for (int k = 8 * v; k < 8 * v + 8; k++) {
        out[int64_t{k} * blocks + done] = tile[done * 64 + k] * table[k];
      }
    }
  }
}

