// What JpegNative.java binds.
#pragma once

#include "fit.h"
#include "stored_jpeg.h"

namespace dctstream {

// `mode` is a FitMode.
inline Fitter* open_fitter(int64_t max_pixels, int max_scans, int64_t max_scan_pixels, int mode,
                           bool lenient, int grid_width, int grid_height) {
  Decoder* decoder = open(max_pixels, max_scans, max_scan_pixels);
  if (decoder == nullptr) return nullptr;
  Fitter* fitter = new Fitter();
  fitter->decoder = decoder;
  fitter->plan = {static_cast<FitMode>(mode), lenient, grid_width, grid_height};
  return fitter;
}

inline void close_fitter(Fitter* fitter) {
  close(fitter->decoder);
  delete fitter;
}

inline Decoder* decoder_of(Fitter* fitter) { return fitter->decoder; }

// The payload of the picture that fit() decoded last, into `out`, which holds max_payload_bytes of the
// grid's blocks. Returns its length.
inline int64_t write_payload(const Fitter* f, uint8_t* out) {
  return kernels().write_payload(f->planes, out);
}

// The same picture as de-quantised floats, each plane from its offset on. Bit k of `luma` and of
// `chroma` is set if frequency k is wanted.
inline void write_tensors(const Fitter* f, uint64_t luma, uint64_t chroma, float* y, float* cb,
                          float* cr, int64_t y_offset, int64_t cb_offset, int64_t cr_offset) {
  Selection of_chroma(chroma);
  kernels().write_tensor(f->planes[0], Selection(luma), y + y_offset);
  kernels().write_tensor(f->planes[1], of_chroma, cb + cb_offset);
  kernels().write_tensor(f->planes[2], of_chroma, cr + cr_offset);
}

// A payload, whose version and grid were checked, to the same. Returns a PayloadStatus.
inline int unpack(const uint8_t* payload, int64_t length, uint64_t luma, uint64_t chroma, float* y,
                  float* cb, float* cr, int64_t y_offset, int64_t cb_offset, int64_t cr_offset) {
  return kernels().unpack(payload, length, Selection(luma), Selection(chroma), y + y_offset,
                          cb + cb_offset, cr + cr_offset);
}

// Floats to 16-bit floats, from `offset` of `to` on.
inline void write_halves(const float* from, int64_t count, uint16_t* to, int64_t offset) {
  kernels().write_halves(from, count, to + offset);
}

// The payload of given coefficients: planes Y, Cb, Cr one after the other, three tables.
inline int64_t pack_blocks(const int16_t* blocks, const uint16_t* tables, int grid_width,
                           int grid_height, uint8_t* out) {
  CoefficientPlane planes[3];
  for (int i = 0; i < 3; i++) {
    int divisor = i == 0 ? 1 : 2;
    planes[i].width = grid_width / divisor;
    planes[i].height = grid_height / divisor;
    planes[i].blocks = blocks;
    memcpy(planes[i].table, tables + 64 * i, sizeof planes[i].table);
    blocks += int64_t{planes[i].width} * planes[i].height * 64;
  }
  return kernels().write_payload(planes, out);
}

}  // namespace dctstream
