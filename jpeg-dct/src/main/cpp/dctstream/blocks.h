#pragma once

#include <cstdint>
#include <new>
#include <vector>

namespace dctstream {

// Memory from the beginning of a cache line on, so that a block has two of them to itself.
template <typename T>
struct CacheLines {
  using value_type = T;
  static constexpr std::align_val_t LINE{64};

  CacheLines() = default;
  template <typename U>
  CacheLines(const CacheLines<U>&) {}

  T* allocate(size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), LINE)); }
  void deallocate(T* memory, size_t) { ::operator delete(memory, LINE); }

  bool operator==(const CacheLines&) const { return true; }
  bool operator!=(const CacheLines&) const { return false; }
};

// Coefficients, block after block.
using Blocks = std::vector<int16_t, CacheLines<int16_t>>;

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
