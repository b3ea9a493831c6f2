// What fitting a picture works on.
#pragma once

#include "filter.h"
#include "fit_plan.h"
#include "planes.h"

namespace dctstream {

struct Fitter {
  Decoder* decoder;
  FitPlan plan;                           // of an upright picture
  SamplePlane stored[MAX_COMPS_IN_SCAN];  // as the file has them
  SamplePlane converted[3];               // as YCbCr, where the file has other colours
  Filter filters[2][2];                   // [luma, chroma][horizontal, vertical]
  std::vector<float> workspace;
  Blocks blocks[3];
  Blocks resampled[3];
  Blocks turned[3];
  CoefficientPlane planes[3];
};

}  // namespace dctstream
