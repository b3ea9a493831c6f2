// A plane to the layout of a network's input: [selected, blocks], de-quantised floats. Part of kernels.h.

inline void write_tensor(const CoefficientPlane& plane, const Selection& selection, float* out) {
  float table[64];
  for (int k = 0; k < 64; k++) table[k] = plane.table[k];
  int blocks = plane.width * plane.height;
  for (int from = 0; from < blocks; from += TILE) {
    int count = blocks - from < TILE ? blocks - from : TILE;
    write_tile(plane.blocks + int64_t{from} * 64, count, table, selection, blocks, out + from);
  }
}
