// One picture of any size to the coefficients of one grid, upright and 4:2:0.
//
// Two ways lead there. A picture that needs no scaling keeps its coefficients, and only chroma of a
// sampling other than 4:2:0 is changed. Every other one goes through samples: a scaled inverse
// transform, resampling and a forward transform.
#pragma once

#include <algorithm>

#include "chroma.h"
#include "colour.h"
#include "orientation.h"

namespace dctstream {

enum FitMode { RESIZE, CROP, EXACT };  // the order of the Java enum Fit

// The grid and the way to it, for the picture as it is stored.
struct FitPlan {
  FitMode mode;
  bool lenient;
  int width, height;  // luma blocks
};

// The part of the stored picture, in pixels, that fills the grid.
struct Window {
  double x, y, width, height;
  bool scaled;
};

struct Fitter {
  Decoder* decoder;
  SamplePlane stored[MAX_COMPS_IN_SCAN];  // as the file has them
  SamplePlane converted[3];               // as YCbCr, where the file has other colours
  Filter filters[2][2];                   // [luma, chroma][horizontal, vertical]
  std::vector<float> workspace;
  std::vector<int16_t> blocks[3];
  std::vector<int16_t> resampled[3];
  std::vector<int16_t> turned[3];
  CoefficientPlane planes[3];
};

constexpr double KEPT_SIDE = 0.875;  // ImageNet practice: 224 of 256

// T.81 annex K tables at quality 90: what a resized picture is quantised with.
constexpr uint16_t LUMA_90[64] = {
    3,  2,  2,  3,  5,  8,  10, 12, 2,  2,  3,  4,  5,  12, 12, 11, 3,  3,  3,  5,  8,  11,
    14, 11, 3,  3,  4,  6,  10, 17, 16, 12, 4,  4,  7,  11, 14, 22, 21, 15, 5,  7,  11, 13,
    16, 21, 23, 18, 10, 13, 16, 17, 21, 24, 24, 20, 14, 18, 19, 20, 22, 20, 21, 20};
constexpr uint16_t CHROMA_90[64] = {
    3,  4,  5,  9,  20, 20, 20, 20, 4,  4,  5,  13, 20, 20, 20, 20, 5,  5,  11, 20, 20, 20,
    20, 20, 9,  13, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20,
    20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20};

inline Status choose_window(Decoder* d, const FitPlan& plan, Window* window) {
  int width = static_cast<int>(d->cinfo.image_width);
  int height = static_cast<int>(d->cinfo.image_height);
  int grid_width = plan.width * SIDE;
  int grid_height = plan.height * SIDE;
  char text[JMSG_LENGTH_MAX];
  if (width == grid_width && height == grid_height) {
    *window = {0, 0, double(width), double(height), false};
    return OK;
  }
  switch (plan.mode) {
    case EXACT:
      snprintf(text, sizeof text, "it has %dx%d pixels; the fit 'exact' takes only %dx%d", width,
               height, grid_width, grid_height);
      return fail(d, UNSUPPORTED, text);
    case CROP: {
      if (width < grid_width || height < grid_height) {
        snprintf(text, sizeof text, "it has %dx%d pixels; the fit 'crop' needs at least %dx%d",
                 width, height, grid_width, grid_height);
        return fail(d, UNSUPPORTED, text);
      }
      int mcu_width = SIDE * std::max(2, d->cinfo.max_h_samp_factor);  // 4:2:0's at least
      int mcu_height = SIDE * std::max(2, d->cinfo.max_v_samp_factor);
      int x = (width - grid_width) / 2 / mcu_width * mcu_width;
      int y = (height - grid_height) / 2 / mcu_height * mcu_height;
      *window = {double(x), double(y), double(grid_width), double(grid_height), false};
      return OK;
    }
    default: {
      double scale = std::min(double(width) / grid_width, double(height) / grid_height) * KEPT_SIDE;
      double kept_width = grid_width * scale;
      double kept_height = grid_height * scale;
      *window = {(width - kept_width) / 2, (height - kept_height) / 2, kept_width, kept_height,
                 true};
      return OK;
    }
  }
}

// Blocks on each axis of the grid's luma or chroma.
inline int grid_width(const FitPlan& plan, int component) {
  return component == 0 ? plan.width : plan.width / 2;
}
inline int grid_height(const FitPlan& plan, int component) {
  return component == 0 ? plan.height : plan.height / 2;
}

// ---- blocks as they stand in the file ------------------------------------------------------------

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
    plane.width = grid_width(plan, i);
    plane.height = grid_height(plan, i);
    f->blocks[i].assign(static_cast<size_t>(plane.width) * plane.height * SIZE, 0);
    plane.blocks = f->blocks[i].data();
    std::fill_n(plane.table, SIZE, uint16_t{1});
  }
}

// The window's blocks as they stand in the file, all but chroma of another sampling.
inline Status take_blocks(Fitter* f, const FitPlan& plan, const Window& window,
                          const ChromaAxes& axes) {
  Decoder* d = f->decoder;
  int left[3], top[3];
  for (int i = 0; i < d->cinfo.num_components; i++) {
    const jpeg_component_info& info = d->cinfo.comp_info[i];
    CoefficientPlane& plane = f->planes[i];
    plane.width = i == 0 ? plan.width : stored_blocks(axes.horizontal, grid_width(plan, i));
    plane.height = i == 0 ? plan.height : stored_blocks(axes.vertical, grid_height(plan, i));
    left[i] = static_cast<int>(window.x) / SIDE * info.h_samp_factor / d->cinfo.max_h_samp_factor;
    top[i] = static_cast<int>(window.y) / SIDE * info.v_samp_factor / d->cinfo.max_v_samp_factor;
    if (!grow(f->blocks[i], int64_t{plane.width} * plane.height * SIZE)) {
      return fail(d, TOO_LARGE, "there is no memory for its coefficients");
    }
    plane.blocks = f->blocks[i].data();
  }
  Status status = decode_rows(d, plan.lenient, [&](int i, int y, const JBLOCK* blocks) {
    const CoefficientPlane& plane = f->planes[i];
    int row = y - top[i];
    if (row < 0 || row >= plane.height) return;
    size_t size = static_cast<size_t>(plane.width) * SIZE;
    memcpy(f->blocks[i].data() + static_cast<size_t>(row) * size, blocks + left[i],
           size * sizeof(int16_t));
  });
  if (status != OK) return status;
  for (int i = 0; i < d->cinfo.num_components; i++) {
    memcpy(f->planes[i].table, table_of(d, i)->quantval, sizeof f->planes[i].table);
    if (i == 0 || axes.are_kept()) continue;
    resample_chroma(axes.horizontal, axes.vertical, grid_width(plan, i), grid_height(plan, i),
                    &f->planes[i], f->resampled[i]);
  }
  return OK;
}

// ---- blocks made anew ----------------------------------------------------------------------------

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
                     grid_width(plan, component) * SIDE);
  filters[1].prepare(window.y * source.scale_y, window.height * source.scale_y, source.height,
                     grid_height(plan, component) * SIDE);
  return {filters[0].begin(), filters[1].begin(), filters[0].end(), filters[1].end()};
}

// One of the grid's planes from samples.
inline void make_plane(Fitter* f, const FitPlan& plan, int component, const SamplePlane& source) {
  CoefficientPlane& plane = f->planes[component];
  plane.width = grid_width(plan, component);
  plane.height = grid_height(plan, component);
  memcpy(plane.table, component == 0 ? LUMA_90 : CHROMA_90, sizeof plane.table);
  grow(f->blocks[component], int64_t{plane.width} * plane.height * SIZE);
  const Filter* filters = f->filters[component == 0 ? 0 : 1];
  resample_blocks(source.window(), filters[0], filters[1], plane.table, f->workspace,
                  f->blocks[component].data());
  plane.blocks = f->blocks[component].data();
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
            std::max(points_for(width, grid_width(plan, i) * SIDE),
                     points_for(height, grid_height(plan, i) * SIDE)),
            &f->stored[i]);
    Region region = prepare_filters(f, plan, window, i, f->stored[i]);
    Status status = keep(d, region, &f->stored[i]);
    if (status != OK) return status;
  }
  Status status = decode_planes(d, plan.lenient, f->stored);
  if (status != OK) return status;
  for (int i = 0; i < c.num_components; i++) {
    prepare_filters(f, plan, window, i, f->stored[i]);
    make_plane(f, plan, i, f->stored[i]);
  }
  return OK;
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
  for (int i = 0; i < 3; i++) {
    prepare_filters(f, plan, window, i, f->converted[i]);
    make_plane(f, plan, i, f->converted[i]);
  }
  return OK;
}

// ---- the whole -----------------------------------------------------------------------------------

inline Status fit_stored(Fitter* f, const FitPlan& plan) {
  Decoder* d = f->decoder;
  Status status = check_header(d);
  if (status == OK) status = check_colour(d);
  Window window;
  if (status == OK) status = choose_window(d, plan, &window);
  if (status != OK) return status;
  ChromaAxes axes;
  if (needs_conversion(d->cinfo.jpeg_color_space)) {
    status = make_converted_blocks(f, plan, window);
  } else if (!window.scaled && plan_chroma(d->cinfo, &axes)) {
    status = take_blocks(f, plan, window, axes);
  } else {
    status = make_blocks(f, plan, window);
  }
  if (status == OK && d->cinfo.num_components == 1) fill_grey(f, plan);
  return status;
}

// Decodes one picture, fits it to the grid and turns it upright: f->planes.
inline Status fit(Fitter* f, const uint8_t* data, int64_t length, int grid_width, int grid_height,
                  int mode, bool lenient, int exif_orientation) {
  Orientation orientation = Orientation::of_exif(exif_orientation);
  FitPlan plan = {static_cast<FitMode>(mode), lenient,
                  orientation.transposed ? grid_height : grid_width,
                  orientation.transposed ? grid_width : grid_height};
  f->decoder->target = nullptr;
  Status status =
      with_picture(f->decoder, data, length, [f, &plan] { return fit_stored(f, plan); });
  if (status != OK || orientation.is_upright()) return status;
  for (int i = 0; i < 3; i++) turn(orientation, &f->planes[i], f->turned[i]);
  return OK;
}

}  // namespace dctstream
