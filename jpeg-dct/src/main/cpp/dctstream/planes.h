// The samples of each component inside a window of the picture, scaled by k/8 in the inverse
// transform, without chroma upsampling or colour conversion.
#pragma once

#include "coefficients.h"
#include "resample.h"

namespace dctstream {

// A rectangle of samples.
struct Region {
  int left, top, right, bottom;

  int width() const { return right - left; }
  int height() const { return bottom - top; }

  Region united(const Region& other) const {
    return {std::min(left, other.left), std::min(top, other.top), std::max(right, other.right),
            std::max(bottom, other.bottom)};
  }
};

struct SamplePlane {
  int points;             // samples on a side of a block, 1 to 8
  double scale_x, scale_y;  // samples for one pixel of the picture
  int width, height;        // of the whole picture
  Region region;            // what is kept, whole blocks
  std::vector<int16_t> samples;

  // A vector that begins at the last sample may be read.
  static constexpr int SLACK = SIDE;

  SampleWindow window() const {
    return {samples.data(), region.width(), region.left, region.top};
  }
};

// The size of samples that are `horizontal` and `vertical` times as dense as pixels before a block is
// scaled to `points` of them on a side.
inline void measure(JDIMENSION image_width, JDIMENSION image_height, double horizontal,
                    double vertical, int points, SamplePlane* plane) {
  plane->points = points;
  plane->scale_x = horizontal * points / SIDE;
  plane->scale_y = vertical * points / SIDE;
  plane->width = static_cast<int>(std::ceil(image_width * plane->scale_x));
  plane->height = static_cast<int>(std::ceil(image_height * plane->scale_y));
}

inline void measure(const jpeg_decompress_struct& c, int component, int points,
                    SamplePlane* plane) {
  const jpeg_component_info& info = c.comp_info[component];
  measure(c.image_width, c.image_height, double(info.h_samp_factor) / c.max_h_samp_factor,
          double(info.v_samp_factor) / c.max_v_samp_factor, points, plane);
}

// Decides to keep a region, enlarged to whole blocks of the picture.
inline Status keep(Decoder* d, const Region& wanted, SamplePlane* plane) {
  int n = plane->points;
  auto up = [n](int x) { return (x + n - 1) / n * n; };
  plane->region = {wanted.left / n * n, wanted.top / n * n,
                   up(std::min(wanted.right, plane->width)),
                   up(std::min(wanted.bottom, plane->height))};
  int64_t size = int64_t{plane->region.width()} * plane->region.height();
  if (!grow(plane->samples, size + SamplePlane::SLACK)) {
    return fail(d, TOO_LARGE, "there is no memory for its samples");
  }
  return OK;
}

// Samples of row `y` of blocks, where they are in the region.
inline void put_row_of_blocks(const JBLOCK* blocks, int y, const float* table, SamplePlane* plane) {
  const Region& region = plane->region;
  int n = plane->points;
  if (y * n < region.top || y * n >= region.bottom) return;
  int16_t* samples = &plane->samples[static_cast<size_t>(y * n - region.top) * region.width()];
  kernels().inverse_dcts(n, blocks[region.left / n], region.width() / n, table, samples,
                         region.width());
}

// Inside with_picture, after keep() for each component.
inline Status decode_planes(Decoder* d, bool lenient, SamplePlane* planes) {
  int last = -1;
  alignas(32) float table[DCTSIZE2];
  return decode_rows(d, lenient, [&](int i, int y, const JBLOCK* blocks) {
    if (i != last) {
      for (int k = 0; k < DCTSIZE2; k++) table[k] = table_of(d, i)->quantval[k];
      last = i;
    }
    put_row_of_blocks(blocks, y, table, &planes[i]);
  });
}

}  // namespace dctstream
