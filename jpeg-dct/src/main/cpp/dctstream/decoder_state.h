// The state of one libjpeg decompressor, and how to leave libjpeg in the middle of a call.
//
// libjpeg reports a fatal error through error_exit, which must not return; it jumps back to
// guarded(). No frame between the two may hold an object with a destructor: buffers live in Decoder.
#pragma once

#include <csetjmp>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

#include "blocks.h"
#include "scan.h"

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

  Blocks blocks;

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

// Runs calls of libjpeg.
template <typename Body>
inline Status guarded(Decoder* d, const Body& body) {
  if (setjmp(d->escape)) return d->status;
  return body();
}

}  // namespace dctstream
