// From a window of samples to quantised DCT blocks: antialiased cubic resampling and a forward DCT,
// one row of blocks at a time.
//
// The eight sample rows of a block row are kept interleaved, [column][8], so that the horizontal
// filter and both passes of the DCT work on whole vectors of eight floats.
#pragma once

#include "kernels.h"

namespace dctstream {

// Room for the rows that the kernel filter_rows makes.
inline float* rows_for(std::vector<float>& workspace, const Filter& horizontal) {
  size_t need = static_cast<size_t>(horizontal.end() - horizontal.begin() + SIDE) * SIDE;
  if (workspace.size() < need) workspace.resize(need);
  return workspace.data();
}

// All blocks of a plane, [vertical.count / 8][horizontal.count / 8][64].
inline void resample_blocks(const SampleWindow& window, const Filter& horizontal,
                            const Filter& vertical, const uint16_t* table,
                            std::vector<float>& workspace, int16_t* blocks) {
  alignas(32) float inverse[SIZE];
  for (int u = 0; u < SIDE; u++) {
    for (int v = 0; v < SIDE; v++) inverse[u * SIDE + v] = 1.0f / table[v * SIDE + u];
  }
  float* columns = rows_for(workspace, horizontal);
  for (int top = 0; top < vertical.count; top += SIDE) {
    kernels().filter_rows(window, horizontal.begin(), horizontal.end(), vertical, top, columns);
    kernels().transform_row(columns, horizontal, inverse,
                            blocks + static_cast<size_t>(top) * horizontal.count);
  }
}

}  // namespace dctstream
