// Chroma of other samplings to that of 4:2:0 without leaving the coefficients.
//
// Averaging two samples, or repeating one, is linear, and so is the transform before and after it: along
// each axis a block is a matrix times one block or two (Smith and Rowe, "Algorithms for manipulating
// compressed images", 1993).
#pragma once

#include "basis.h"
#include "blocks.h"
#include "decoder.h"

namespace dctstream {

// How blocks along one axis come from stored ones.
enum class Axis { HALVED, KEPT, DOUBLED };

// The change of an axis on which luma has `ratio` times as many samples; false if it is none of the three.
inline bool axis_of(int ratio, Axis* axis) {
  switch (ratio) {
    case 1: *axis = Axis::HALVED; return true;
    case 2: *axis = Axis::KEPT; return true;
    case 4: *axis = Axis::DOUBLED; return true;
    default: return false;
  }
}

// Stored blocks for `blocks` ones of 4:2:0.
inline int stored_blocks(Axis axis, int blocks) {
  switch (axis) {
    case Axis::HALVED: return 2 * blocks;
    case Axis::KEPT: return blocks;
    default: return (blocks + 1) / 2;
  }
}

// Of frequencies: out[u] = sum of factors[u][k] in[k].
struct AxisMatrix {
  float factors[SIDE][SIDE];
};

struct AxisMatrices {
  AxisMatrix halved[2];   // of the first and the second of two blocks
  AxisMatrix doubled[2];  // to the first and the second of two blocks
  AxisMatrix kept;

  AxisMatrices() : halved(), doubled(), kept() {
    const Basis& basis = basis_of(SIDE);
    for (int u = 0; u < SIDE; u++) {
      kept.factors[u][u] = 1;
      for (int k = 0; k < SIDE; k++) {
        for (int x = 0; x < 2 * SIDE; x++) {
          float averaged = basis.cosines[u][x / 2] / 2 * basis.cosines[k][x % SIDE];
          halved[x / SIDE].factors[u][k] += averaged;
          float repeated = basis.cosines[u][x % SIDE] * basis.cosines[k][x / 2];
          doubled[x / SIDE].factors[u][k] += repeated;
        }
      }
    }
  }

  // The stored blocks that block `at` comes from: how many, the first, and the matrix of each.
  int sources(Axis axis, int at, int* first, const AxisMatrix** matrices) const {
    switch (axis) {
      case Axis::HALVED:
        *first = 2 * at;
        matrices[0] = &halved[0];
        matrices[1] = &halved[1];
        return 2;
      case Axis::KEPT:
        *first = at;
        matrices[0] = &kept;
        return 1;
      default:
        *first = at / 2;
        matrices[0] = &doubled[at % 2];
        return 1;
    }
  }
};

// sum += vertical * block * transpose of horizontal
inline void add_mapped(const AxisMatrix& horizontal, const AxisMatrix& vertical,
                       const int16_t* block, const uint16_t* table, float* sum) {
  float half[SIDE][SIDE];  // [v][u]
  for (int v = 0; v < SIDE; v++) {
    for (int u = 0; u < SIDE; u++) {
      half[v][u] = 0;
      for (int k = 0; k < SIDE; k++) {
        half[v][u] += horizontal.factors[u][k] * block[v * SIDE + k] * table[v * SIDE + k];
      }
    }
  }
  for (int v = 0; v < SIDE; v++) {
    for (int k = 0; k < SIDE; k++) {
      for (int u = 0; u < SIDE; u++) sum[v * SIDE + u] += vertical.factors[v][k] * half[k][u];
    }
  }
}

// `plane` of stored blocks becomes one of width x height blocks in `storage`, quantised with the same
// table. False if there is no memory for it.
inline bool resample_chroma(Axis horizontal, Axis vertical, int width, int height,
                            CoefficientPlane* plane, Blocks& storage) {
  static const AxisMatrices matrices;
  if (!grow(storage, int64_t{width} * height * SIZE)) return false;
  int16_t* out = storage.data();
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++, out += SIZE) {
      const AxisMatrix* across[2];
      const AxisMatrix* down[2];
      int first_x, first_y;
      int columns = matrices.sources(horizontal, x, &first_x, across);
      int rows = matrices.sources(vertical, y, &first_y, down);
      float sum[SIZE] = {};
      for (int j = 0; j < rows; j++) {
        for (int i = 0; i < columns; i++) {
          int64_t stored = int64_t{first_y + j} * plane->width + first_x + i;
          add_mapped(*across[i], *down[j], plane->blocks + stored * SIZE, plane->table, sum);
        }
      }
      for (int k = 0; k < SIZE; k++) {
        float quantised = sum[k] / plane->table[k];
        out[k] = static_cast<int16_t>(std::lrint(std::min(32767.0f, std::max(-32768.0f, quantised))));
      }
    }
  }
  plane->blocks = storage.data();
  plane->width = width;
  plane->height = height;
  return true;
}

}  // namespace dctstream
