// Where coefficients go: libjpeg's virtual arrays are the decoder's target buffer, so that entropy
// decoding writes straight into it and its size is the guard of memory.
#pragma once

#include <new>

#include "decoder_state.h"

namespace dctstream {

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
template <typename T, typename A>
inline bool grow(std::vector<T, A>& buffer, int64_t size) {
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

}  // namespace dctstream
