#pragma once

#include <cstdint>

namespace dctstream {

// One component of a picture that fits the grid: [height][width][64] quantised coefficients in natural
// order, and their quantisation table.
struct CoefficientPlane {
  const int16_t* blocks;
  int width, height;
  uint16_t table[64];
};

// Blocks that go to a tensor together: their floats fill a cache line of each frequency.
constexpr int TILE = 16;

}  // namespace dctstream
