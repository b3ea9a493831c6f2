// A plane to the layout of a network's input: [selected, blocks], de-quantised floats. Part of kernels.h.

DCT_INLINE void write_tile(const int16_t* tile, int count, const float* table,
                           const Selection& selection, int blocks, float* out) {
  for (int v = 0; v < 8; v++) {
    if (selection.has_row(v)) write_tile_row(tile, count, table, selection, v, blocks, out);
  }
}

inline void write_tensor(const CoefficientPlane& plane, const Selection& selection, float* out) {
  float table[64];
  for (int k = 0; k < 64; k++) table[k] = plane.table[k];
  int blocks = plane.width * plane.height;
  int from = 0;
  for (; from + TILE <= blocks; from += TILE) {
    write_tile(plane.blocks + int64_t{from} * 64, TILE, table, selection, blocks, out + from);
  }
  if (from < blocks) {
    write_tile(plane.blocks + int64_t{from} * 64, blocks - from, table, selection, blocks,
               out + from);
  }
}
