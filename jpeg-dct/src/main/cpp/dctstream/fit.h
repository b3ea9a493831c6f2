// One picture of any size to the coefficients of one grid, upright and 4:2:0.
//
// Two ways lead there. A picture that needs no scaling keeps its coefficients, and only chroma of a
// sampling other than 4:2:0 is changed. Every other one goes through samples: a scaled inverse
// transform, resampling and a forward transform.
#pragma once

#include "made_blocks.h"
#include "orientation.h"
#include "stored_blocks.h"

namespace dctstream {

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

// Decodes one picture, fits it to the grid and turns it upright: f->planes. Returns a Status.
inline int fit(Fitter* f, const uint8_t* data, int64_t length, int exif_orientation) {
  Orientation orientation = Orientation::of_exif(exif_orientation);
  FitPlan plan = orientation.transposed ? f->plan.transposed() : f->plan;
  f->decoder->target = nullptr;
  Status status =
      with_picture(f->decoder, data, length, [f, &plan] { return fit_stored(f, plan); });
  if (status != OK || orientation.is_upright()) return status;
  for (int i = 0; i < 3; i++) turn(orientation, &f->planes[i], f->turned[i]);
  return OK;
}

}  // namespace dctstream
