// One libjpeg decompressor with bounded work, whose errors come back as values.
//
// libjpeg reports a fatal error through error_exit, which must not return; it jumps back to
// guarded(). No frame between the two may hold an object with a destructor: buffers live in Decoder.
#pragma once

#include <csetjmp>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <new>
#include <vector>

#include "scan.h"

extern "C" {
#include <jerror.h>
}

namespace dctstream {

// The order from NOT_JPEG on is that of the Java enum JpegError.
enum Status { OK, NOT_JPEG, CORRUPT, TRUNCATED, UNSUPPORTED, TOO_LARGE, BUFFER_TOO_SMALL };

struct Decoder {
  jpeg_decompress_struct cinfo;
  jpeg_error_mgr errors;
  jpeg_source_mgr source;
  jmp_buf escape;

  Status status;
  char message[JMSG_LENGTH_MAX];
  char first_warning[JMSG_LENGTH_MAX];
  int warnings;  // all of libjpeg's, as djpeg counts them
  int64_t max_pixels;
  int max_scans;
  int64_t max_scan_pixels;  // of all scans together

  bool exhausted;  // libjpeg asked for more bytes than there are
  bool starved;    // a scan ended before its last block
  int damages;     // warnings after which coefficients may be wrong

  // Where entropy decoding puts coefficients: the caller's buffer or `blocks`.
  int16_t* target;
  int64_t target_capacity;
  int64_t target_used;
  BlockRows components[MAX_COMPONENTS];
  int component_count;

  void* (*own_alloc)(j_common_ptr, int, size_t);
  jvirt_barray_ptr (*own_request)(j_common_ptr, int, boolean, JDIMENSION, JDIMENSION, JDIMENSION);
  void (*own_realize)(j_common_ptr);
  JBLOCKARRAY (*own_access)(j_common_ptr, jvirt_barray_ptr, JDIMENSION, JDIMENSION, boolean);

  std::vector<int16_t> blocks;

  HuffmanTable dc_tables[NUM_HUFF_TBLS];
  AcTable ac_tables[NUM_HUFF_TBLS];
  std::vector<uint8_t> segment;  // entropy-coded data between two markers
};

inline Decoder* of(j_common_ptr cinfo) { return static_cast<Decoder*>(cinfo->client_data); }

inline Status fail(Decoder* d, Status status, const char* message) {
  d->status = status;
  snprintf(d->message, sizeof d->message, "%s", message);
  return status;
}

// Leaves libjpeg in the middle of a call.
[[noreturn]] inline void escape(Decoder* d, Status status, const char* message) {
  fail(d, status, message);
  longjmp(d->escape, 1);
}

constexpr const char* ENDS_EARLY = "the data end before the picture does";
constexpr const char* NO_MEMORY = "there is no memory for its coefficients";

// ---- errors and warnings -----------------------------------------------------------------------

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

// ---- source: one buffer in memory --------------------------------------------------------------

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

// ---- coefficient storage: libjpeg's virtual arrays are the target buffer ------------------------

inline jvirt_barray_ptr request_blocks(j_common_ptr cinfo, int, boolean, JDIMENSION stride,
                                       JDIMENSION rows, JDIMENSION) {
  Decoder* d = of(cinfo);
  if (d->component_count == MAX_COMPONENTS) escape(d, CORRUPT, "too many components");
  BlockRows* c = &d->components[d->component_count++];
  c->first = nullptr;
  c->stride = stride;
  c->count = rows;
  return reinterpret_cast<jvirt_barray_ptr>(c);
}

// An exception must not pass through libjpeg's frames.
template <typename T>
inline bool grow(std::vector<T>& buffer, int64_t size) {
  try {
    if (buffer.size() < static_cast<size_t>(size)) buffer.resize(static_cast<size_t>(size));
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

// Places the components' rows in the target buffer. What was there stays.
inline void place_rows(Decoder* d) {
  int64_t need = 0;
  for (int i = 0; i < d->component_count; i++) {
    need += int64_t{d->components[i].stride} * d->components[i].count * DCTSIZE2;
  }
  d->target_used = need;
  if (d->target == nullptr) {  // our own buffer: it grows, bounded by the pixel limit
    if (!grow(d->blocks, need)) escape(d, TOO_LARGE, NO_MEMORY);
    d->target = d->blocks.data();
    d->target_capacity = need;
  }
  if (need > d->target_capacity) escape(d, BUFFER_TOO_SMALL, "the buffer is too small");
  int16_t* next = d->target;
  for (int i = 0; i < d->component_count; i++) {
    d->components[i].first = reinterpret_cast<JBLOCK*>(next);
    next += int64_t{d->components[i].stride} * d->components[i].count * DCTSIZE2;
  }
}

inline void realize_blocks(j_common_ptr cinfo) {
  Decoder* d = of(cinfo);
  place_rows(d);
  memset(d->target, 0, static_cast<size_t>(d->target_used) * sizeof(int16_t));
}

inline JBLOCKARRAY access_blocks(j_common_ptr cinfo, jvirt_barray_ptr array, JDIMENSION start,
                                 JDIMENSION rows, boolean) {
  BlockRows* c = reinterpret_cast<BlockRows*>(array);
  if (rows > MAX_SAMP_FACTOR || c->first == nullptr || start > c->count ||
      rows > c->count - start) {
    escape(of(cinfo), CORRUPT, "blocks outside the picture");
  }
  for (JDIMENSION i = 0; i < rows; i++) {
    c->window[i] = c->first + size_t{start + i} * c->stride;
  }
  return c->window;
}

// ---- tables: of one picture ---------------------------------------------------------------------

// libjpeg keeps tables for the next picture, which may be a stranger's.
inline void* alloc_for_picture(j_common_ptr cinfo, int, size_t size) {
  return of(cinfo)->own_alloc(cinfo, JPOOL_IMAGE, size);
}

inline void forget_tables(j_decompress_ptr c) {
  for (int i = 0; i < NUM_QUANT_TBLS; i++) c->quant_tbl_ptrs[i] = nullptr;
  for (int i = 0; i < NUM_HUFF_TBLS; i++) c->dc_huff_tbl_ptrs[i] = c->ac_huff_tbl_ptrs[i] = nullptr;
}

// ---- life --------------------------------------------------------------------------------------

template <typename Body>
inline Status guarded(Decoder* d, const Body& body) {
  if (setjmp(d->escape)) return d->status;
  return body();
}

inline Decoder* open(int64_t max_pixels, int max_scans, int64_t max_scan_pixels) {
  Decoder* d = new Decoder();
  d->max_pixels = max_pixels;
  d->max_scans = max_scans;
  d->max_scan_pixels = max_scan_pixels;
  d->cinfo.err = jpeg_std_error(&d->errors);
  d->errors.error_exit = error_exit;
  d->errors.emit_message = emit_message;
  d->errors.output_message = output_message;
  d->cinfo.client_data = d;
  if (guarded(d, [d] {
        jpeg_create_decompress(&d->cinfo);
        return OK;
      }) != OK) {
    delete d;
    return nullptr;
  }
  d->source.init_source = source_nothing;
  d->source.fill_input_buffer = source_fill;
  d->source.skip_input_data = source_skip;
  d->source.resync_to_restart = jpeg_resync_to_restart;
  d->source.term_source = source_nothing;
  d->cinfo.src = &d->source;
  d->own_alloc = d->cinfo.mem->alloc_small;
  d->own_request = d->cinfo.mem->request_virt_barray;
  d->own_realize = d->cinfo.mem->realize_virt_arrays;
  d->own_access = d->cinfo.mem->access_virt_barray;
  return d;
}

inline void close(Decoder* d) {
  guarded(d, [d] {
    jpeg_destroy_decompress(&d->cinfo);
    return OK;
  });
  delete d;
}

inline const char* message(const Decoder* d) { return d->message; }
inline const char* first_warning(const Decoder* d) { return d->first_warning; }
inline int warnings(const Decoder* d) { return d->warnings; }

// Runs body on the header of one picture and leaves the decompressor ready for the next.
template <typename Body>
inline Status with_picture(Decoder* d, const uint8_t* data, int64_t length, const Body& body) {
  d->status = OK;
  d->message[0] = 0;
  d->exhausted = d->starved = false;
  d->warnings = d->damages = 0;
  d->component_count = 0;
  d->target_used = 0;
  if (length < 2 || data[0] != 0xFF || data[1] != 0xD8) {
    return fail(d, NOT_JPEG,
                length == 0 ? "it is empty" : "it does not begin with the marker of a JPEG");
  }
  d->source.next_input_byte = data;
  d->source.bytes_in_buffer = static_cast<size_t>(length);
  jpeg_memory_mgr* memory = d->cinfo.mem;
  memory->alloc_small = alloc_for_picture;
  memory->request_virt_barray = request_blocks;
  memory->realize_virt_arrays = realize_blocks;
  memory->access_virt_barray = access_blocks;
  Status status = guarded(d, [d, &body] {
    jpeg_read_header(&d->cinfo, TRUE);
    return body();
  });
  memory->alloc_small = d->own_alloc;
  memory->request_virt_barray = d->own_request;
  memory->realize_virt_arrays = d->own_realize;
  memory->access_virt_barray = d->own_access;
  guarded(d, [d] {
    jpeg_abort_decompress(&d->cinfo);
    return OK;
  });
  forget_tables(&d->cinfo);
  return status;
}

// Refuses, before any memory is taken, what is too large or is not 8-bit DCT.
inline Status check_header(Decoder* d) {
  const jpeg_decompress_struct& c = d->cinfo;
  char text[JMSG_LENGTH_MAX];
  if (c.data_precision != 8) {
    snprintf(text, sizeof text, "it has %d bits a sample; only 8 are decoded", c.data_precision);
    return fail(d, UNSUPPORTED, text);
  }
  // libjpeg's data unit of a lossless picture is one sample, whatever the scan's header says.
  if (c.min_DCT_scaled_size != DCTSIZE) {
    return fail(d, UNSUPPORTED, "it is a lossless JPEG, which has no DCT coefficients");
  }
  if (c.num_components > 4) {
    snprintf(text, sizeof text, "it has %d components", c.num_components);
    return fail(d, UNSUPPORTED, text);
  }
  if (int64_t{c.image_width} * c.image_height > d->max_pixels) {
    snprintf(text, sizeof text, "it has %ux%u pixels; the limit is %lld", c.image_width,
             c.image_height, static_cast<long long>(d->max_pixels));
    return fail(d, TOO_LARGE, text);
  }
  return OK;
}

}  // namespace dctstream
