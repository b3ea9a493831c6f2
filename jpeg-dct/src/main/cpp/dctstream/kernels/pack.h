// Writes the packed payload. Part of kernels.h.

DCT_INLINE uint8_t* put_block(uint8_t* out, const int16_t* block, int16_t dc) {
  ByteBlock bytes(block, dc);
  unsigned rows = nonzero_bytes(bytes.nonzero);
  *out++ = static_cast<uint8_t>(rows);
  out = compress_bytes(out, bytes.nonzero, rows);
  out = bytes.put(out);
  for (uint64_t escaped = bytes.escaped; escaped != 0; escaped &= escaped - 1) {
    int k = __builtin_ctzll(escaped);
    out = put16(out, static_cast<uint16_t>(k == 0 ? dc : block[k]));
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
    int16_t last_dc = 0;
    int blocks = planes[i].width * planes[i].height;
    const int16_t* block = planes[i].blocks;
    for (int k = 0; k < blocks; k++, block += 64) {
      // Modulo 2^16, so that damaged coefficients survive the round trip too.
      out = put_block(out, block, static_cast<int16_t>(block[0] - last_dc));
      last_dc = block[0];
    }
  }
  return out - start;
}
