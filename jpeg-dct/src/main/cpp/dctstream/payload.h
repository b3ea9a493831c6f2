// Writes the packed payload; PackedPayload.java reads it and documents the format.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace dctstream {

// Coefficient blocks of one component, in natural order, with their quantisation table.
struct CoefficientPlane {
  const int16_t* blocks;
  int stride;  // blocks from one row to the next
  int width, height;
  uint16_t table[64];
};

constexpr uint8_t PAYLOAD_VERSION = 1;
constexpr uint8_t WIDE_TABLES = 1;      // table entries of 16 bits
constexpr uint8_t CB_HAS_Y_TABLE = 2;   // Cb's table is not written
constexpr uint8_t CR_HAS_CB_TABLE = 4;  // Cr's table is not written
constexpr int8_t ESCAPE = -128;         // a 16-bit value follows

constexpr int64_t MAX_HEADER_BYTES = 6 + 3 * 128;
constexpr int64_t MAX_BLOCK_BYTES = 1 + 8 + 64 * 3;

inline int64_t max_payload_bytes(int64_t blocks) {
  return MAX_HEADER_BYTES + MAX_BLOCK_BYTES * blocks;
}

inline uint8_t* put16(uint8_t* out, unsigned value) {
  out[0] = static_cast<uint8_t>(value);
  out[1] = static_cast<uint8_t>(value >> 8);
  return out + 2;
}

inline uint8_t* put_table(uint8_t* out, const uint16_t* table, bool wide) {
  for (int k = 0; k < 64; k++) {
    if (wide) {
      out = put16(out, table[k]);
    } else {
      *out++ = static_cast<uint8_t>(table[k]);
    }
  }
  return out;
}

// Bit k is set if coefficient k is not zero.
inline uint64_t nonzero_mask(const int16_t* block) {
  uint64_t mask = 0;
#if defined(__SSE2__)
  const __m128i zero = _mm_setzero_si128();
  for (int v = 0; v < 8; v += 2) {
    __m128i two_rows =  // saturation keeps what is not zero so
        _mm_packs_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 8 * v)),
                        _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 8 * v + 8)));
    auto zeros = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(two_rows, zero)));
    mask |= uint64_t{~zeros & 0xFFFF} << (8 * v);
  }
#else
  for (int k = 0; k < 64; k++) mask |= uint64_t{block[k] != 0} << k;
#endif
  return mask;
}

inline uint8_t* put_value(uint8_t* out, int value) {
  if (value > ESCAPE && value <= 127) {
    *out = static_cast<uint8_t>(value);
    return out + 1;
  }
  *out = static_cast<uint8_t>(ESCAPE);
  return put16(out + 1, static_cast<unsigned>(value) & 0xFFFF);
}

inline uint8_t* put_block(uint8_t* out, const int16_t* block, int dc_difference) {
  uint64_t mask = (nonzero_mask(block) & ~uint64_t{1}) | uint64_t{dc_difference != 0};
  uint8_t* rows = out++;
  unsigned present = 0;
  for (int v = 0; v < 8; v++) {  // without branches: which rows are empty cannot be predicted
    auto row = static_cast<uint8_t>(mask >> (8 * v));
    *out = row;
    out += row != 0;
    present |= unsigned{row != 0} << v;
  }
  *rows = static_cast<uint8_t>(present);
  if (dc_difference != 0) out = put_value(out, dc_difference);
  for (mask &= ~uint64_t{1}; mask != 0; mask &= mask - 1) {
    out = put_value(out, block[__builtin_ctzll(mask)]);
  }
  return out;
}

// `out` holds max_payload_bytes of all blocks. Returns the payload's length.
inline int64_t write_payload(const CoefficientPlane* planes, uint8_t* out) {
  const uint8_t* start = out;
  bool wide = false;
  for (int i = 0; i < 3; i++) {
    for (int k = 0; k < 64; k++) wide |= planes[i].table[k] > 255;
  }
  bool same_cb = memcmp(planes[1].table, planes[0].table, sizeof planes[0].table) == 0;
  bool same_cr = memcmp(planes[2].table, planes[1].table, sizeof planes[1].table) == 0;
  *out++ = PAYLOAD_VERSION;
  *out++ = static_cast<uint8_t>((wide ? WIDE_TABLES : 0) | (same_cb ? CB_HAS_Y_TABLE : 0) |
                                (same_cr ? CR_HAS_CB_TABLE : 0));
  out = put16(out, static_cast<unsigned>(planes[0].width));
  out = put16(out, static_cast<unsigned>(planes[0].height));
  out = put_table(out, planes[0].table, wide);
  if (!same_cb) out = put_table(out, planes[1].table, wide);
  if (!same_cr) out = put_table(out, planes[2].table, wide);
  for (int i = 0; i < 3; i++) {
    const CoefficientPlane& plane = planes[i];
    int last_dc = 0;
    for (int y = 0; y < plane.height; y++) {
      const int16_t* block = plane.blocks + int64_t{y} * plane.stride * 64;
      for (int x = 0; x < plane.width; x++, block += 64) {
        // Modulo 2^16, so that damaged coefficients survive the round trip too.
        out = put_block(out, block, static_cast<int16_t>(block[0] - last_dc));
        last_dc = block[0];
      }
    }
  }
  return out - start;
}

}  // namespace dctstream
