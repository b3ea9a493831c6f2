// What JpegNative.java binds.
#pragma once

#include "fit.h"

namespace dctstream {

inline Fitter* open_fitter(int64_t max_pixels, int max_scans, int64_t max_scan_pixels) {
  Decoder* decoder = open(max_pixels, max_scans, max_scan_pixels);
  if (decoder == nullptr) return nullptr;
  Fitter* fitter = new Fitter();
  fitter->decoder = decoder;
  return fitter;
}

inline void close_fitter(Fitter* fitter) {
  close(fitter->decoder);
  delete fitter;
}

inline Decoder* decoder_of(Fitter* fitter) { return fitter->decoder; }

// The payload of given coefficients: planes Y, Cb, Cr one after the other, three tables.
inline int64_t pack_blocks(const int16_t* blocks, const uint16_t* tables, int grid_width,
                           int grid_height, uint8_t* out) {
  CoefficientPlane planes[3];
  for (int i = 0; i < 3; i++) {
    int divisor = i == 0 ? 1 : 2;
    planes[i].width = planes[i].stride = grid_width / divisor;
    planes[i].height = grid_height / divisor;
    planes[i].blocks = blocks;
    memcpy(planes[i].table, tables + 64 * i, sizeof planes[i].table);
    blocks += int64_t{planes[i].width} * planes[i].height * 64;
  }
  return write_payload(planes, out);
}

}  // namespace dctstream
