// The grid's blocks made anew: from the samples of the window, through filters and a forward transform.
#pragma once

#include "colour.h"
#include "fit_plan.h"
#include "fitter.h"

namespace dctstream {

// T.81 annex K tables at quality 90: what a resized picture is quantised with.
constexpr uint16_t LUMA_90[64] = {
    3,  2,  2,  3,  5,  8,  10, 12, 2,  2,  3,  4,  5,  12, 12, 11, 3,  3,  3,  5,  8,  11,
    14, 11, 3,  3,  4,  6,  10, 17, 16, 12, 4,  4,  7,  11, 14, 22, 21, 15, 5,  7,  11, 13,
    16, 21, 23, 18, 10, 13, 16, 17, 21, 24, 24, 20, 14, 18, 19, 20, 22, 20, 21, 20};
constexpr uint16_t CHROMA_90[64] = {
    3,  4,  5,  9,  20, 20, 20, 20, 4,  4,  5,  13, 20, 20, 20, 20, 5,  5,  11, 20, 20, 20,
    20, 20, 9,  13, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20,
    20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20};

// Samples for each of the grid's that the inverse transform leaves to the filter at least, where it
// scales. With fewer, its own low pass decides, which is sharper than the filter's (ResizeQualityTest).
constexpr double OVERSAMPLING = 1.25;

// The least scaling of the inverse transform that leaves enough samples for `wanted` ones from a length
// of the picture.
inline int points_for(double length, int wanted) {
  double points = std::ceil(wanted * OVERSAMPLING * SIDE / length);
  return static_cast<int>(std::min(double(SIDE), std::max(1.0, points)));
}

// Where the filters of one of the grid's planes read, in samples of `source`.
inline Region prepare_filters(Fitter* f, const FitPlan& plan, const Window& window, int component,
                              const SamplePlane& source) {
  Filter* filters = f->filters[component == 0 ? 0 : 1];
  filters[0].prepare(window.x * source.scale_x, window.width * source.scale_x, source.width,
                     blocks_wide(plan, component) * SIDE);
  filters[1].prepare(window.y * source.scale_y, window.height * source.scale_y, source.height,
                     blocks_high(plan, component) * SIDE);
  return {filters[0].begin(), filters[1].begin(), filters[0].end(), filters[1].end()};
}

// One of the grid's planes from samples.
inline Status make_plane(Fitter* f, const FitPlan& plan, int component, const Window& window,
                         const SamplePlane& source) {
  prepare_filters(f, plan, window, component, source);
  CoefficientPlane& plane = f->planes[component];
  plane.width = blocks_wide(plan, component);
  plane.height = blocks_high(plan, component);
  memcpy(plane.table, component == 0 ? LUMA_90 : CHROMA_90, sizeof plane.table);
  if (!grow(f->blocks[component], int64_t{plane.width} * plane.height * SIZE)) {
    return fail(f->decoder, TOO_LARGE, NO_MEMORY);
  }
  const Filter* filters = f->filters[component == 0 ? 0 : 1];
  resample_blocks(source.window(), filters[0], filters[1], plane.table, f->workspace,
                  f->blocks[component].data());
  plane.blocks = f->blocks[component].data();
  return OK;
}

// The window resampled and transformed anew, of YCbCr or grey.
inline Status make_blocks(Fitter* f, const FitPlan& plan, const Window& window) {
  Decoder* d = f->decoder;
  const jpeg_decompress_struct& c = d->cinfo;
  for (int i = 0; i < c.num_components; i++) {
    const jpeg_component_info& info = c.comp_info[i];
    double width = window.width * info.h_samp_factor / c.max_h_samp_factor;
    double height = window.height * info.v_samp_factor / c.max_v_samp_factor;
    measure(c, i,
            std::max(points_for(width, blocks_wide(plan, i) * SIDE),
                     points_for(height, blocks_high(plan, i) * SIDE)),
            &f->stored[i]);
    Region region = prepare_filters(f, plan, window, i, f->stored[i]);
    Status status = keep(d, region, &f->stored[i]);
    if (status != OK) return status;
  }
  Status status = decode_planes(d, plan.lenient, f->stored);
  if (status != OK) return status;
  for (int i = 0; status == OK && i < c.num_components; i++) {
    status = make_plane(f, plan, i, window, f->stored[i]);
  }
  return status;
}

// The same of other colours, converted at the resolution of the finest component.
inline Status make_converted_blocks(Fitter* f, const FitPlan& plan, const Window& window) {
  Decoder* d = f->decoder;
  const jpeg_decompress_struct& c = d->cinfo;
  int points = std::max(points_for(window.width, plan.width * SIDE),
                        points_for(window.height, plan.height * SIDE));
  Region needed = {};
  for (int i = 0; i < 3; i++) {
    measure(c.image_width, c.image_height, 1, 1, points, &f->converted[i]);
    Region region = prepare_filters(f, plan, window, i, f->converted[i]);
    needed = i == 0 ? region : needed.united(region);
  }
  for (SamplePlane& plane : f->converted) {
    Status status = keep(d, needed, &plane);
    if (status != OK) return status;
  }
  for (int i = 0; i < c.num_components; i++) {
    measure(c, i, points, &f->stored[i]);
    Status status = keep(d, region_of(c, i, f->converted[0].region), &f->stored[i]);
    if (status != OK) return status;
  }
  Status status = decode_planes(d, plan.lenient, f->stored);
  if (status != OK) return status;
  convert(c, f->stored, f->converted);
  for (int i = 0; status == OK && i < 3; i++) {
    status = make_plane(f, plan, i, window, f->converted[i]);
  }
  return status;
}

}  // namespace dctstream
