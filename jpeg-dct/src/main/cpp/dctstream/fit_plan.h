// Which part of a picture fills the grid.
#pragma once

#include "decoder.h"

namespace dctstream {

enum FitMode { RESIZE, CROP, EXACT };  // the order of the Java enum Fit

// The grid and the way to it, for the picture as it is stored.
struct FitPlan {
  FitMode mode;
  bool lenient;
  int width, height;  // luma blocks

  FitPlan transposed() const { return {mode, lenient, height, width}; }
};

// The part of the stored picture, in pixels, that fills the grid.
struct Window {
  double x, y, width, height;
  bool scaled;
};

constexpr double KEPT_SIDE = 0.875;  // ImageNet practice: 224 of 256

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
inline int blocks_wide(const FitPlan& plan, int component) {
  return component == 0 ? plan.width : plan.width / 2;
}
inline int blocks_high(const FitPlan& plan, int component) {
  return component == 0 ? plan.height : plan.height / 2;
}

}  // namespace dctstream
