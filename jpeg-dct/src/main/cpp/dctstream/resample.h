// From a window of 8-bit samples to quantised DCT blocks: antialiased cubic resampling and a forward
// DCT, one row of blocks at a time.
//
// The eight sample rows of a block row are kept interleaved, [column][8], so that the horizontal
// filter and both passes of the DCT work on whole vectors of eight floats.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "vectorise.h"

namespace dctstream {

constexpr int SIDE = 8;
constexpr int SIZE = 64;

// Weights that make `count` output samples from a window of input samples.
struct Filter {
  double from, extent;
  int samples, count;
  int taps;
  std::vector<int> first;      // [count] leftmost input sample
  std::vector<float> weights;  // [count][taps]

  // Keys' cubic kernel with a = -1/2.
  static double kernel(double x) {
    x = std::fabs(x);
    if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
    if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
    return 0;
  }

  // The window [from, from + extent) of `samples` samples becomes `count` ones. Samples beyond the
  // edge do not count; those beyond the window but inside the picture do.
  void prepare(double new_from, double new_extent, int new_samples, int new_count) {
    if (count == new_count && samples == new_samples && from == new_from && extent == new_extent) {
      return;
    }
    from = new_from, extent = new_extent, samples = new_samples, count = new_count;
    double scale = extent / count;
    double stretch = std::max(1.0, scale);  // widened kernel: no aliasing when shrinking
    taps = std::min(samples, static_cast<int>(std::ceil(4 * stretch)) + 1);
    first.assign(static_cast<size_t>(count), 0);
    weights.assign(static_cast<size_t>(count) * taps, 0);
    for (int i = 0; i < count; i++) {
      double centre = from + (i + 0.5) * scale;
      int start = static_cast<int>(std::floor(centre - 2 * stretch));
      start = std::max(0, std::min(start, samples - taps));
      first[static_cast<size_t>(i)] = start;
      float* w = &weights[static_cast<size_t>(i) * taps];
      double sum = 0;
      for (int k = 0; k < taps; k++) sum += kernel((start + k + 0.5 - centre) / stretch);
      for (int k = 0; k < taps; k++) {
        w[k] = static_cast<float>(kernel((start + k + 0.5 - centre) / stretch) / sum);
      }
    }
  }
};

// The orthonormal DCT-II basis: cosines[u][x] = c(u) cos((2x + 1) u pi / 16) (T.81 A.3.3).
struct Basis {
  alignas(32) float cosines[SIDE][SIDE];
  alignas(32) float transposed[SIDE][SIDE];
  Basis() {
    for (int u = 0; u < SIDE; u++) {
      for (int x = 0; x < SIDE; x++) {
        double c = (u == 0 ? std::sqrt(0.125) : 0.5) * std::cos((2 * x + 1) * u * M_PI / 16);
        cosines[u][x] = transposed[x][u] = static_cast<float>(c);
      }
    }
  }
};

// columns[x][y], samples less 128, to coefficients in natural order divided by their table entry.
// `inverse_table` is transposed: [u][v].
DCT_VECTORISE inline void quantised_dct(const Basis& basis, const float* columns,
                                        const float* inverse_table, int16_t* block) {
  alignas(32) float half[SIZE];
  alignas(32) float full[SIZE];
  for (int u = 0; u < SIDE; u++) {
    alignas(32) float sum[SIDE] = {};
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) sum[y] += basis.cosines[u][x] * columns[x * SIDE + y];
    }
    memcpy(half + u * SIDE, sum, sizeof sum);
  }
  for (int u = 0; u < SIDE; u++) {
    alignas(32) float sum[SIDE] = {};
    for (int y = 0; y < SIDE; y++) {
      for (int v = 0; v < SIDE; v++) sum[v] += half[u * SIDE + y] * basis.transposed[y][v];
    }
    for (int v = 0; v < SIDE; v++) full[u * SIDE + v] = sum[v] * inverse_table[u * SIDE + v];
  }
  for (int u = 0; u < SIDE; u++) {
    for (int v = 0; v < SIDE; v++) {
      block[v * SIDE + u] = static_cast<int16_t>(std::lrint(full[u * SIDE + v]));
    }
  }
}

// Eight output rows from the window's columns [left, right), less 128, interleaved: out[column][8].
DCT_VECTORISE inline void filter_rows(const uint8_t* samples, int stride, int left, int right,
                                      const Filter& filter, int top, float* scratch, float* out) {
  int width = right - left;
  for (int r = 0; r < SIDE; r++) {
    const float* w = &filter.weights[static_cast<size_t>(top + r) * filter.taps];
    const uint8_t* row =
        samples + static_cast<size_t>(filter.first[static_cast<size_t>(top + r)]) * stride + left;
    for (int x = 0; x < width; x++) scratch[x] = -128;
    for (int k = 0; k < filter.taps; k++, row += stride) {
      if (w[k] == 0) continue;
      for (int x = 0; x < width; x++) scratch[x] += w[k] * row[x];
    }
    for (int x = 0; x < width; x++) out[x * SIDE + r] = scratch[x];
  }
}

DCT_VECTORISE inline void filter_columns(const float* columns, int left, const Filter& filter,
                                         int from, float* out) {
  for (int i = 0; i < SIDE; i++) {
    const float* w = &filter.weights[static_cast<size_t>(from + i) * filter.taps];
    const float* column =
        columns + static_cast<size_t>(filter.first[static_cast<size_t>(from + i)] - left) * SIDE;
    alignas(32) float sum[SIDE] = {};
    for (int k = 0; k < filter.taps; k++) {
      for (int y = 0; y < SIDE; y++) sum[y] += w[k] * column[k * SIDE + y];
    }
    memcpy(out + i * SIDE, sum, sizeof sum);
  }
}

// All blocks of a plane, [vertical.count / 8][horizontal.count / 8][64].
inline void resample_blocks(const uint8_t* samples, int stride, const Filter& horizontal,
                            const Filter& vertical, const uint16_t* table,
                            std::vector<float>& workspace, int16_t* blocks) {
  static const Basis basis;
  alignas(32) float inverse[SIZE];
  for (int u = 0; u < SIDE; u++) {
    for (int v = 0; v < SIDE; v++) inverse[u * SIDE + v] = 1.0f / table[v * SIDE + u];
  }
  int left = *std::min_element(horizontal.first.begin(), horizontal.first.end());
  int right = *std::max_element(horizontal.first.begin(), horizontal.first.end()) + horizontal.taps;
  size_t width = static_cast<size_t>(right - left);
  if (workspace.size() < width * (SIDE + 1)) workspace.resize(width * (SIDE + 1));
  float* columns = workspace.data();
  float* scratch = columns + width * SIDE;
  alignas(32) float block[SIZE];
  for (int top = 0; top < vertical.count; top += SIDE) {
    filter_rows(samples, stride, left, right, vertical, top, scratch, columns);
    for (int from = 0; from < horizontal.count; from += SIDE) {
      filter_columns(columns, left, horizontal, from, block);
      quantised_dct(basis, block, inverse, blocks);
      blocks += SIZE;
    }
  }
}

}  // namespace dctstream
