// What libjpeg complains of, as values: fatal errors, and warnings sorted by whether they mean damage.
#pragma once

#include "decoder_state.h"

extern "C" {
#include <jerror.h>
}

namespace dctstream {

inline Status status_of(int code) {
  switch (code) {
    case JERR_NO_SOI:
      return NOT_JPEG;
    case JERR_SOF_UNSUPPORTED:
    case JERR_BAD_PRECISION:
    case JERR_NOT_COMPILED:
    case JERR_NOTIMPL:
    case JERR_ARITH_NOTIMPL:
    case JERR_CCIR601_NOTIMPL:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_FRACT_SAMPLE_NOTIMPL:
      return UNSUPPORTED;
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW:
    case JERR_OUT_OF_MEMORY:
      return TOO_LARGE;
    default:
      return CORRUPT;
  }
}

inline void error_exit(j_common_ptr cinfo) {
  Decoder* d = of(cinfo);
  // What libjpeg finds wrong after the last byte is an effect of the missing ones.
  if (d->exhausted) escape(d, TRUNCATED, ENDS_EARLY);
  char text[JMSG_LENGTH_MAX];
  cinfo->err->format_message(cinfo, text);
  escape(d, status_of(cinfo->err->msg_code), text);
}

inline void output_message(j_common_ptr) {}

// False if the coefficients are right although libjpeg warns.
inline bool is_damage(int code) {
  switch (code) {
    case JWRN_JPEG_EOF:         // blocks that it takes away show as JWRN_HIT_MARKER
    case JWRN_EXTRANEOUS_DATA:  // bytes between segments are skipped
    case JWRN_JFIF_MAJOR:
    case JWRN_ADOBE_XFORM:
    case JWRN_NOT_SEQUENTIAL:
      return false;
    default:
      return true;
  }
}

inline void emit_message(j_common_ptr cinfo, int level) {
  if (level >= 0) return;
  Decoder* d = of(cinfo);
  int code = cinfo->err->msg_code;
  if (d->warnings++ == 0) cinfo->err->format_message(cinfo, d->first_warning);
  if (code == JWRN_HIT_MARKER) d->starved = true;
  if (is_damage(code) && d->damages++ == 0) cinfo->err->format_message(cinfo, d->message);
}

}  // namespace dctstream
