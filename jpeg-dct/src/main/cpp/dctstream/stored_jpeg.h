// A fitted picture as a JPEG file that every decoder reads, entropy-coded by libjpeg.
//
// leptonica's build leaves jpeg_write_coefficients out. So libjpeg is asked to compress raw data with
// Huffman tables of its own making, for which it keeps all coefficients in virtual arrays. These are
// ours: what it writes to them, the transform of nothing, is thrown away, and what it reads out of
// them is the picture.
#pragma once

#include "fitter.h"

namespace dctstream {

struct JpegWriter {
  jpeg_compress_struct cinfo;
  jpeg_error_mgr errors;
  jpeg_destination_mgr destination;
  jmp_buf escape;
  char* message;  // of JMSG_LENGTH_MAX

  const CoefficientPlane* planes;
  int arrays;  // requested so far; the address of planes[i] is the handle of array i
  JBLOCKROW windows[3][MAX_SAMP_FACTOR];  // libjpeg reads all components' at once
  Blocks thrown_away;  // room for a row of MCUs
  std::vector<JSAMPLE> nothing;
};

inline JpegWriter* writer_of(j_common_ptr cinfo) {
  return static_cast<JpegWriter*>(cinfo->client_data);
}

[[noreturn]] inline void escape(JpegWriter* w, const char* message) {
  snprintf(w->message, JMSG_LENGTH_MAX, "%s", message);
  longjmp(w->escape, 1);
}

inline void writer_error(j_common_ptr cinfo) {
  char text[JMSG_LENGTH_MAX];
  cinfo->err->format_message(cinfo, text);
  escape(writer_of(cinfo), text);
}

inline jvirt_barray_ptr request_plane(j_common_ptr cinfo, int, boolean, JDIMENSION stride,
                                      JDIMENSION rows, JDIMENSION) {
  JpegWriter* w = writer_of(cinfo);
  if (w->arrays == 3) escape(w, "too many components");
  const CoefficientPlane* plane = &w->planes[w->arrays++];
  if (stride != JDIMENSION(plane->width) || rows != JDIMENSION(plane->height)) {
    escape(w, "the grid has no whole MCUs");
  }
  return reinterpret_cast<jvirt_barray_ptr>(const_cast<CoefficientPlane*>(plane));
}

inline void realize_nothing(j_common_ptr) {}

inline JBLOCKARRAY access_plane(j_common_ptr cinfo, jvirt_barray_ptr array, JDIMENSION start,
                                JDIMENSION rows, boolean writes) {
  JpegWriter* w = writer_of(cinfo);
  auto plane = reinterpret_cast<const CoefficientPlane*>(array);
  auto stored = reinterpret_cast<JBLOCKROW>(const_cast<int16_t*>(plane->blocks));
  auto scratch = reinterpret_cast<JBLOCKROW>(w->thrown_away.data());
  JBLOCKROW* window = w->windows[plane - w->planes];
  for (JDIMENSION i = 0; i < rows; i++) {
    window[i] = writes ? scratch + i * plane->width : stored + (start + i) * plane->width;
  }
  return window;
}

inline void keep_destination(j_compress_ptr) {}

inline boolean destination_full(j_compress_ptr cinfo) {
  escape(writer_of(reinterpret_cast<j_common_ptr>(cinfo)), "the buffer is too small");
}

inline bool same_table(const CoefficientPlane& a, const CoefficientPlane& b) {
  return memcmp(a.table, b.table, sizeof a.table) == 0;
}

// One table for each component, unless an earlier component has the same.
inline void set_tables(JpegWriter* w) {
  for (int i = 0; i < 3; i++) {
    int number = i;
    for (int j = i - 1; j >= 0; j--) {
      if (same_table(w->planes[i], w->planes[j])) number = w->cinfo.comp_info[j].quant_tbl_no;
    }
    w->cinfo.comp_info[i].quant_tbl_no = number;
    if (number != i) continue;
    unsigned table[DCTSIZE2];
    for (int k = 0; k < DCTSIZE2; k++) {
      if (w->planes[i].table[k] == 0) escape(w, "an entry of its quantisation table is zero");
      table[k] = w->planes[i].table[k];
    }
    jpeg_add_quant_table(&w->cinfo, i, table, 100, FALSE);
  }
}

inline void write_all(JpegWriter* w) {
  jpeg_compress_struct& c = w->cinfo;
  jpeg_create_compress(&c);
  c.dest = &w->destination;
  c.mem->request_virt_barray = request_plane;
  c.mem->realize_virt_arrays = realize_nothing;
  c.mem->access_virt_barray = access_plane;
  c.image_width = w->planes[0].width * DCTSIZE;
  c.image_height = w->planes[0].height * DCTSIZE;
  c.input_components = 3;
  c.in_color_space = JCS_YCbCr;
  jpeg_set_defaults(&c);  // which are 4:2:0
  set_tables(w);
  c.raw_data_in = TRUE;
  c.optimize_coding = TRUE;
  jpeg_start_compress(&c, TRUE);
  JSAMPROW rows[2 * DCTSIZE];
  for (JSAMPROW& row : rows) row = w->nothing.data();
  JSAMPARRAY components[3] = {rows, rows, rows};
  while (c.next_scanline < c.image_height) jpeg_write_raw_data(&c, components, 2 * DCTSIZE);
  jpeg_finish_compress(&c);
}

// False if libjpeg left it with an error.
inline bool try_to_write(JpegWriter* w) {
  if (setjmp(w->escape) != 0) return false;
  write_all(w);
  return true;
}

// The picture that fit() decoded last, into `out`. Returns its length; -1 if it cannot be stored, and
// the decoder's message says why.
inline int64_t write_jpeg(const Fitter* f, uint8_t* out, int64_t capacity) {
  JpegWriter w = {};
  w.message = f->decoder->message;
  w.planes = f->planes;
  int width = f->planes[0].width;
  if (!grow(w.thrown_away, int64_t{width} * 2 * DCTSIZE2) ||
      !grow(w.nothing, width * DCTSIZE)) {
    snprintf(w.message, JMSG_LENGTH_MAX, "%s", NO_MEMORY);
    return -1;
  }
  w.cinfo.err = jpeg_std_error(&w.errors);
  w.errors.error_exit = writer_error;
  w.errors.output_message = output_message;
  w.cinfo.client_data = &w;
  w.destination.init_destination = keep_destination;
  w.destination.term_destination = keep_destination;
  w.destination.empty_output_buffer = destination_full;
  w.destination.next_output_byte = out;
  w.destination.free_in_buffer = static_cast<size_t>(capacity);
  bool written = try_to_write(&w);
  jpeg_destroy_compress(&w.cinfo);
  return written ? capacity - static_cast<int64_t>(w.destination.free_in_buffer) : -1;
}

}  // namespace dctstream
