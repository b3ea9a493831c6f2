// Which frequencies of a plane a network reads: TensorLayout.java.
#pragma once

#include <cstdint>

namespace dctstream {

// In a tensor, those that are selected stand one after the other in natural order.
class Selection {
 public:
  // Bit k is set if frequency k is selected.
  explicit Selection(uint64_t mask) : mask_(mask) {
    int8_t place = 0;
    for (int k = 0; k < 64; k++) places_[k] = (mask >> k & 1) != 0 ? place++ : LEFT_OUT;
  }

  // Whether one of the vertical frequency v is.
  bool has_row(int v) const { return (mask_ >> (8 * v) & 0xFF) != 0; }

  // Where a frequency's plane begins; nullptr if it is left out.
  float* plane(float* tensor, int64_t blocks, int k) const {
    return places_[k] == LEFT_OUT ? nullptr : tensor + places_[k] * blocks;
  }

 private:
  static constexpr int8_t LEFT_OUT = -1;

  uint64_t mask_;
  int8_t places_[64];
};

}  // namespace dctstream
