// Writes the packed payload; PackedPayload.java reads it and documents the format.
#pragma once

#include <cstdint>
#include <cstring>

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

inline uint8_t* put_value(uint8_t* out, int value) {
  if (value > ESCAPE && value <= 127) {
    *out++ = static_cast<uint8_t>(value);
    return out;
  }
  *out++ = static_cast<uint8_t>(ESCAPE);
  return put16(out, static_cast<unsigned>(value) & 0xFFFF);
}

inline uint8_t* put_block(uint8_t* out, const int16_t* block, int dc_difference) {
  uint8_t* rows = out++;
  uint8_t present = 0;
  int value_count = 0;
  int16_t values[64];
  for (int v = 0; v < 8; v++) {
    uint64_t halves[2];
    memcpy(halves, block + 8 * v, sizeof halves);
    if ((halves[0] | halves[1]) == 0 && !(v == 0 && dc_difference != 0)) continue;
    unsigned mask = 0;
    for (int u = 0; u < 8; u++) {
      auto value = v == 0 && u == 0 ? static_cast<int16_t>(dc_difference) : block[8 * v + u];
      values[value_count] = value;
      unsigned is_set = value != 0;
      value_count += static_cast<int>(is_set);
      mask |= is_set << u;
    }
    if (mask == 0) continue;
    present = static_cast<uint8_t>(present | 1u << v);
    *out++ = static_cast<uint8_t>(mask);
  }
  *rows = present;
  for (int i = 0; i < value_count; i++) out = put_value(out, values[i]);
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
