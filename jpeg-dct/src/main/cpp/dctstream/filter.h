// Antialiased cubic resampling along one axis.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace dctstream {

// Weights that make `count` output samples from a window of input samples.
struct Filter {
  double from, extent;
  int samples, count;
  int taps;
  std::vector<int> first;      // [count] leftmost input sample
  std::vector<float> weights;  // [count][taps]

  int begin() const { return first.front(); }
  int end() const { return first.back() + taps; }

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
      float sum = 0;
      for (int k = 0; k < taps; k++) {
        w[k] = static_cast<float>(kernel((start + k + 0.5 - centre) / stretch));
        sum += w[k];
      }
      for (int k = 0; k < taps; k++) w[k] /= sum;
    }
  }
};

// Samples less 128 of a part of a picture.
struct SampleWindow {
  const int16_t* samples;
  int stride;
  int left, top;  // of the first sample in the picture

  const int16_t* at(int x, int y) const {
    return samples + static_cast<size_t>(y - top) * stride + (x - left);
  }
};

}  // namespace dctstream
