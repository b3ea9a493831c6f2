// The packed payload, whose format PackedPayload.java documents. kernels/pack.h writes it, kernels/unpack.h reads it.
#pragma once

#include <cstdint>

namespace dctstream {

constexpr uint8_t PAYLOAD_VERSION = 2;
constexpr uint8_t WIDE_TABLES = 1;      // table entries of 16 bits
constexpr uint8_t CB_HAS_Y_TABLE = 2;   // Cb's table is not written
constexpr uint8_t CR_HAS_CB_TABLE = 4;  // Cr's table is not written
constexpr int8_t ESCAPE = -128;         // stands for a 16-bit value behind the block's bytes

enum PayloadStatus { COMPLETE, ENDS_TOO_EARLY, GOES_ON };

constexpr int64_t MAX_HEADER_BYTES = 6 + 3 * 128;
constexpr int64_t MAX_BLOCK_BYTES = 1 + 8 + 64 * 3;
constexpr int64_t MAX_EXTRA_BYTES = 64;  // kernels store and load whole vectors

inline int64_t max_payload_bytes(int64_t blocks) {
  return MAX_HEADER_BYTES + MAX_BLOCK_BYTES * blocks + MAX_EXTRA_BYTES;
}

// For kernels/select.h. For each mask of eight: shuffles that put the selected bytes one after the other, and that take them
// from there to the high bytes of 16-bit numbers.
struct RowShuffles {
  static constexpr uint8_t NOTHING = 15;  // a byte that is zero before the shuffle
  uint8_t compress[256][8];
  uint8_t expand[256][16];

  constexpr RowShuffles() : compress(), expand() {
    for (int mask = 0; mask < 256; mask++) {
      uint8_t count = 0;
      for (int u = 0; u < 8; u++) {
        bool present = (mask >> u & 1) != 0;
        expand[mask][2 * u] = NOTHING;
        expand[mask][2 * u + 1] = present ? count : NOTHING;
        if (present) compress[mask][count++] = static_cast<uint8_t>(u);
      }
    }
  }
};

constexpr RowShuffles ROW_SHUFFLES;

inline uint8_t* put16(uint8_t* out, unsigned value) {
  out[0] = static_cast<uint8_t>(value);
  out[1] = static_cast<uint8_t>(value >> 8);
  return out + 2;
}

inline unsigned get16(const uint8_t* in) { return in[0] | unsigned{in[1]} << 8; }

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

}  // namespace dctstream
