// One libjpeg decompressor with bounded work, whose errors come back as values.
#pragma once

#include "errors.h"
#include "source.h"
#include "storage.h"

namespace dctstream {

// libjpeg keeps tables for the next picture, which may be a stranger's.
inline void* alloc_for_picture(j_common_ptr cinfo, int, size_t size) {
  return of(cinfo)->own_alloc(cinfo, JPOOL_IMAGE, size);
}

inline void forget_tables(j_decompress_ptr c) {
  for (int i = 0; i < NUM_QUANT_TBLS; i++) c->quant_tbl_ptrs[i] = nullptr;
  for (int i = 0; i < NUM_HUFF_TBLS; i++) c->dc_huff_tbl_ptrs[i] = c->ac_huff_tbl_ptrs[i] = nullptr;
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
