// One picture of any size to a packed payload of one grid, upright and 4:2:0.
//
// Two ways lead there. A picture whose blocks can be used as they stand (4:2:0 or grey, no scaling)
// keeps its coefficients; every other one goes through scaled planes, resampling and a forward DCT.
#pragma once

#include <algorithm>

#include "orientation.h"
#include "payload.h"
#include "planes.h"
#include "resample.h"

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
  SamplePlane samples[3];
  Filter filters[2][2];  // [luma, chroma][horizontal, vertical]
  std::vector<float> workspace;
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

inline const char* name_of(J_COLOR_SPACE space) {
  switch (space) {
    case JCS_RGB: return "RGB";
    case JCS_CMYK: return "CMYK";
    case JCS_YCCK: return "YCCK";
    default: return "an unknown colour space";
  }
}

inline Status check_colour(Decoder* d) {
  J_COLOR_SPACE space = d->cinfo.jpeg_color_space;
  if (space == JCS_YCbCr || space == JCS_GRAYSCALE) return OK;
  char text[JMSG_LENGTH_MAX];
  snprintf(text, sizeof text, "it is stored as %s; YCbCr and grey are classified", name_of(space));
  return fail(d, UNSUPPORTED, text);
}

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
      constexpr int MCU = 2 * SIDE;  // of 4:2:0
      int x = (width - grid_width) / 2 / MCU * MCU;
      int y = (height - grid_height) / 2 / MCU * MCU;
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

inline bool has_420_blocks(const jpeg_decompress_struct& c) {
  if (c.num_components == 1) return true;
  const jpeg_component_info* i = c.comp_info;
  return i[0].h_samp_factor == 2 && i[0].v_samp_factor == 2 && i[1].h_samp_factor == 1 &&
         i[1].v_samp_factor == 1 && i[2].h_samp_factor == 1 && i[2].v_samp_factor == 1;
}

// A picture without colour: zero chroma, whatever the table.
inline void fill_grey(Fitter* f, const FitPlan& plan) {
  for (int i = 1; i < 3; i++) {
    CoefficientPlane& plane = f->planes[i];
    plane.width = plane.stride = plan.width / 2;
    plane.height = plan.height / 2;
    f->resampled[i].assign(static_cast<size_t>(plane.width) * plane.height * SIZE, 0);
    plane.blocks = f->resampled[i].data();
    std::fill_n(plane.table, SIZE, uint16_t{1});
  }
}

// The window's blocks as they stand in the file.
inline Status take_blocks(Fitter* f, const FitPlan& plan, const Window& window) {
  Decoder* d = f->decoder;
  Status status = absorb_scans(d, plan.lenient);
  if (status != OK) return status;
  for (int i = 0; i < d->cinfo.num_components; i++) {
    int divisor = i == 0 ? 1 : 2;
    int x = static_cast<int>(window.x) / SIDE / divisor;
    int y = static_cast<int>(window.y) / SIDE / divisor;
    const BlockRows& rows = d->components[i];
    CoefficientPlane& plane = f->planes[i];
    plane.stride = static_cast<int>(rows.stride);
    plane.width = plan.width / divisor;
    plane.height = plan.height / divisor;
    plane.blocks = rows.first[int64_t{y} * plane.stride + x];
    memcpy(plane.table, d->cinfo.comp_info[i].quant_table->quantval, sizeof plane.table);
  }
  return OK;
}

// The least scaling of libjpeg's inverse DCT that still has a sample for each of the grid's.
inline int eighths_for(const FitPlan& plan, const Window& window) {
  for (int eighths = 1; eighths < DCTSIZE; eighths *= 2) {
    if (window.width * eighths >= plan.width * SIDE * DCTSIZE) return eighths;
  }
  return DCTSIZE;
}

// The window resampled and transformed anew.
inline Status make_blocks(Fitter* f, const FitPlan& plan, const Window& window) {
  Decoder* d = f->decoder;
  int eighths = window.scaled ? eighths_for(plan, window) : DCTSIZE;
  Status status = decode_planes(d, eighths, plan.lenient, f->samples);
  if (status != OK) return status;
  for (int i = 0; i < d->cinfo.num_components; i++) {
    const SamplePlane& samples = f->samples[i];
    CoefficientPlane& plane = f->planes[i];
    int divisor = i == 0 ? 1 : 2;
    plane.width = plane.stride = plan.width / divisor;
    plane.height = plan.height / divisor;
    memcpy(plane.table, i == 0 ? LUMA_90 : CHROMA_90, sizeof plane.table);
    Filter* filters = f->filters[i == 0 ? 0 : 1];
    filters[0].prepare(window.x * samples.scale_x, window.width * samples.scale_x, samples.width,
                       plane.width * SIDE);
    filters[1].prepare(window.y * samples.scale_y, window.height * samples.scale_y, samples.height,
                       plane.height * SIDE);
    grow(f->resampled[i], int64_t{plane.width} * plane.height * SIZE);
    resample_blocks(samples.samples.data(), samples.stride, filters[0], filters[1], plane.table,
                    f->workspace, f->resampled[i].data());
    plane.blocks = f->resampled[i].data();
  }
  return OK;
}

inline Status fit_planes(Fitter* f, const FitPlan& plan) {
  Decoder* d = f->decoder;
  Status status = check_header(d);
  if (status == OK) status = check_colour(d);
  Window window;
  if (status == OK) status = choose_window(d, plan, &window);
  if (status != OK) return status;
  bool as_they_stand = !window.scaled && has_420_blocks(d->cinfo);
  status = as_they_stand ? take_blocks(f, plan, window) : make_blocks(f, plan, window);
  if (status == OK && d->cinfo.num_components == 1) fill_grey(f, plan);
  return status;
}

// Decodes, fits, turns upright and packs one picture into `out`, which holds max_payload_bytes of the
// grid's blocks. Returns the payload's length, or the negative of a Status.
inline int64_t pack(Fitter* f, const uint8_t* data, int64_t length, int grid_width,
                    int grid_height, int mode, bool lenient, int exif_orientation, uint8_t* out) {
  Orientation orientation = Orientation::of_exif(exif_orientation);
  FitPlan plan = {static_cast<FitMode>(mode), lenient,
                  orientation.transposed ? grid_height : grid_width,
                  orientation.transposed ? grid_width : grid_height};
  f->decoder->target = nullptr;
  Status status =
      with_picture(f->decoder, data, length, [f, &plan] { return fit_planes(f, plan); });
  if (status != OK) return -status;
  if (!orientation.is_upright()) {
    for (int i = 0; i < 3; i++) turn(orientation, &f->planes[i], f->turned[i]);
  }
  return write_payload(f->planes, out);
}

}  // namespace dctstream
