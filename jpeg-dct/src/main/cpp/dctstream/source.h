// libjpeg's data source: one buffer in memory.
#pragma once

#include "errors.h"

namespace dctstream {

inline void source_nothing(j_decompress_ptr) {}

inline boolean source_fill(j_decompress_ptr cinfo) {
  static const JOCTET end_of_image[] = {0xFF, JPEG_EOI};
  of(reinterpret_cast<j_common_ptr>(cinfo))->exhausted = true;
  WARNMS(cinfo, JWRN_JPEG_EOF);
  cinfo->src->next_input_byte = end_of_image;
  cinfo->src->bytes_in_buffer = sizeof end_of_image;
  return TRUE;
}

inline void source_skip(j_decompress_ptr cinfo, long count) {
  if (count <= 0) return;
  auto left = static_cast<size_t>(count);
  while (left > cinfo->src->bytes_in_buffer) {  // past the end, with as many warnings as djpeg has
    left -= cinfo->src->bytes_in_buffer;
    source_fill(cinfo);
  }
  cinfo->src->next_input_byte += left;
  cinfo->src->bytes_in_buffer -= left;
}

}  // namespace dctstream
