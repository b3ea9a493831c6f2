// The grid's blocks as they stand in the file: for pictures that need no scaling.
#pragma once

#include "chroma.h"
#include "fit_plan.h"
#include "fitter.h"

namespace dctstream {

// How chroma's blocks come from those in the file.
struct ChromaAxes {
  Axis horizontal = Axis::KEPT;
  Axis vertical = Axis::KEPT;

  bool are_kept() const { return horizontal == Axis::KEPT && vertical == Axis::KEPT; }
};

// False if the grid's blocks cannot be made of the file's.
inline bool plan_chroma(const jpeg_decompress_struct& c, ChromaAxes* axes) {
  if (c.jpeg_color_space == JCS_GRAYSCALE) return true;
  if (c.jpeg_color_space != JCS_YCbCr) return false;
  const jpeg_component_info* i = c.comp_info;
  return i[0].h_samp_factor == c.max_h_samp_factor && i[0].v_samp_factor == c.max_v_samp_factor &&
         i[1].h_samp_factor == i[2].h_samp_factor && i[1].v_samp_factor == i[2].v_samp_factor &&
         c.max_h_samp_factor % i[1].h_samp_factor == 0 &&
         c.max_v_samp_factor % i[1].v_samp_factor == 0 &&
         axis_of(c.max_h_samp_factor / i[1].h_samp_factor, &axes->horizontal) &&
         axis_of(c.max_v_samp_factor / i[1].v_samp_factor, &axes->vertical);
}

// A picture without colour: zero chroma, whatever the table.
inline void fill_grey(Fitter* f, const FitPlan& plan) {
  for (int i = 1; i < 3; i++) {
    CoefficientPlane& plane = f->planes[i];
    plane.width = blocks_wide(plan, i);
    plane.height = blocks_high(plan, i);
    f->blocks[i].assign(static_cast<size_t>(plane.width) * plane.height * SIZE, 0);
    plane.blocks = f->blocks[i].data();
    std::fill_n(plane.table, SIZE, uint16_t{1});
  }
}

// True if a component's rows, padded to whole MCUs, are those of the plane.
inline bool is_plane(const jpeg_component_info& info, const CoefficientPlane& plane) {
  auto width = static_cast<int>(info.width_in_blocks);
  auto height = static_cast<int>(info.height_in_blocks);
  return plane.width == width && width % info.h_samp_factor == 0 && plane.height == height;
}

// Decodes the picture and takes all its blocks where they are.
inline Status take_whole_planes(Fitter* f, const FitPlan& plan) {
  Decoder* d = f->decoder;
  Status status = decode_whole(d, plan.lenient);
  if (status != OK) return status;
  for (int i = 0; i < d->cinfo.num_components; i++) f->planes[i].blocks = *d->components[i].first;
  return OK;
}

// Decodes the picture and copies the window's blocks.
inline Status take_window(Fitter* f, const FitPlan& plan, const Window& window) {
  Decoder* d = f->decoder;
  int left[3], top[3];
  for (int i = 0; i < d->cinfo.num_components; i++) {
    const jpeg_component_info& info = d->cinfo.comp_info[i];
    CoefficientPlane& plane = f->planes[i];
    left[i] = static_cast<int>(window.x) / SIDE * info.h_samp_factor / d->cinfo.max_h_samp_factor;
    top[i] = static_cast<int>(window.y) / SIDE * info.v_samp_factor / d->cinfo.max_v_samp_factor;
    if (!grow(f->blocks[i], int64_t{plane.width} * plane.height * SIZE)) {
      return fail(d, TOO_LARGE, NO_MEMORY);
    }
    plane.blocks = f->blocks[i].data();
  }
  return decode_rows(d, plan.lenient, [&](int i, int y, const JBLOCK* blocks) {
    const CoefficientPlane& plane = f->planes[i];
    int row = y - top[i];
    if (row < 0 || row >= plane.height) return;
    size_t size = static_cast<size_t>(plane.width) * SIZE;
    memcpy(f->blocks[i].data() + static_cast<size_t>(row) * size, blocks + left[i],
           size * sizeof(int16_t));
  });
}

// The window's blocks as they stand in the file, all but chroma of another sampling.
inline Status take_blocks(Fitter* f, const FitPlan& plan, const Window& window,
                          const ChromaAxes& axes) {
  Decoder* d = f->decoder;
  bool whole = true;
  for (int i = 0; i < d->cinfo.num_components; i++) {
    CoefficientPlane& plane = f->planes[i];
    plane.width = i == 0 ? plan.width : stored_blocks(axes.horizontal, blocks_wide(plan, i));
    plane.height = i == 0 ? plan.height : stored_blocks(axes.vertical, blocks_high(plan, i));
    whole &= is_plane(d->cinfo.comp_info[i], plane);
  }
  Status status = whole ? take_whole_planes(f, plan) : take_window(f, plan, window);
  if (status != OK) return status;
  for (int i = 0; i < d->cinfo.num_components; i++) {
    memcpy(f->planes[i].table, table_of(d, i)->quantval, sizeof f->planes[i].table);
    if (i == 0 || axes.are_kept()) continue;
    if (!resample_chroma(axes.horizontal, axes.vertical, blocks_wide(plan, i), blocks_high(plan, i),
                         &f->planes[i], f->resampled[i])) {
      return fail(d, TOO_LARGE, NO_MEMORY);
    }
  }
  return OK;
}

}  // namespace dctstream
