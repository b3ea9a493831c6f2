// A tile of coefficient blocks to the layout of a network's input, eight blocks at a time. Part of
// kernels.h; kernels/tile_avx512.h does the same with all sixteen.

// Frequencies of row v of eight blocks, to block `from` of their planes.
DCT_INLINE void write_rows(const int16_t* blocks_row, const float* table, const Selection& selection,
                           int v, int blocks, float* out) {
  Shorts rows[LANES];
  Shorts any = {};
  for (int i = 0; i < LANES; i++) {
    rows[i] = load<Shorts>(blocks_row + i * 64);
    any |= rows[i];
  }
  bool zero = is_zero(any);
  if (!zero) transpose(rows);
  for (int u = 0; u < 8; u++) {
    float* to = selection.plane(out, blocks, 8 * v + u);
    if (to == nullptr) continue;
    store(to, zero ? Floats{} : __builtin_convertvector(rows[u], Floats) * table[8 * v + u]);
  }
}

// Row v of `count` blocks, at most TILE, to out[place * blocks] onwards for the place of each frequency.
DCT_INLINE void write_tile_row(const int16_t* tile, int count, const float* table,
                               const Selection& selection, int v, int blocks, float* out) {
  int done = 0;
  for (; done + LANES <= count; done += LANES) {
    write_rows(tile + done * 64 + v * 8, table, selection, v, blocks, out + done);
  }
  for (int k = 8 * v; done < count && k < 8 * v + 8; k++) {
    float* to = selection.plane(out, blocks, k);
    if (to == nullptr) continue;
    for (int i = done; i < count; i++) to[i] = tile[i * 64 + k] * table[k];
  }
}
