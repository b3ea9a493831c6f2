// The common picture, quickly: sequential Huffman coding, all components in one scan, nothing wrong.
//
// libjpeg reads the header. Whatever is then not exactly as T.81 has it makes decode_baseline()
// decline, and libjpeg decodes the picture from its beginning and judges it: this code alone never
// decides what is wrong with a file.
#pragma once

#include "decoder.h"

namespace dctstream {

// Coding of one component in the scan.
struct ScanComponent {
  const HuffmanTable* dc;
  const HuffmanTable* ac;
  BlockRows* rows;
  unsigned blocks_wide, blocks_high;  // of an MCU
};

struct BaselineScan {
  ScanComponent components[MAX_COMPS_IN_SCAN];
  int component_count;
  unsigned mcus_in_row, mcu_rows;
};

inline bool is_table(int number) { return number >= 0 && number < NUM_HUFF_TBLS; }

// T.81 F.1.2.1.1: the symbols of a DC table are numbers of bits. libjpeg refuses others, used or not.
inline bool has_only_sizes(const JHUFF_TBL& dc) {
  int symbol = 0;
  for (int length = 1; length <= 16; length++) {
    for (int i = 0; i < dc.bits[length] && symbol < 256; i++) {
      if (dc.huffval[symbol++] > 15) return false;
    }
  }
  return true;
}

// Fills in what the header says of the scan; false if it is of another kind.
inline bool plan_baseline(Decoder* d, BaselineScan* scan) {
  const jpeg_decompress_struct& c = d->cinfo;
  if (c.progressive_mode || c.arith_code || c.Ss != 0 || c.Se != DCTSIZE2 - 1 || c.Ah != 0 ||
      c.Al != 0 || c.comps_in_scan != c.num_components) {
    return false;
  }
  scan->component_count = c.comps_in_scan;
  bool interleaved = c.comps_in_scan > 1;
  unsigned blocks = 0;
  for (int i = 0; i < c.comps_in_scan; i++) {
    const jpeg_component_info& info = *c.cur_comp_info[i];
    if (!is_table(info.dc_tbl_no) || !is_table(info.ac_tbl_no) || !is_table(info.quant_tbl_no)) {
      return false;
    }
    const JHUFF_TBL* dc = c.dc_huff_tbl_ptrs[info.dc_tbl_no];
    const JHUFF_TBL* ac = c.ac_huff_tbl_ptrs[info.ac_tbl_no];
    if (dc == nullptr || ac == nullptr || !has_only_sizes(*dc) ||
        c.quant_tbl_ptrs[info.quant_tbl_no] == nullptr) {
      return false;
    }
    HuffmanTable& dc_table = d->dc_tables[info.dc_tbl_no];
    HuffmanTable& ac_table = d->ac_tables[info.ac_tbl_no];
    if (!dc_table.prepare(*dc) || !ac_table.prepare(*ac)) return false;
    ScanComponent& component = scan->components[i];
    component = {&dc_table, &ac_table, &d->components[info.component_index],
                 interleaved ? static_cast<unsigned>(info.h_samp_factor) : 1,
                 interleaved ? static_cast<unsigned>(info.v_samp_factor) : 1};
    blocks += component.blocks_wide * component.blocks_high;
    scan->mcus_in_row = info.width_in_blocks;
    scan->mcu_rows = info.height_in_blocks;
  }
  if (interleaved) {
    scan->mcus_in_row = (c.image_width - 1) / unsigned(c.max_h_samp_factor * DCTSIZE) + 1;
    scan->mcu_rows = (c.image_height - 1) / unsigned(c.max_v_samp_factor * DCTSIZE) + 1;
  }
  return blocks <= D_MAX_BLOCKS_IN_MCU;
}

// Copies the data up to the next marker, without the zeros that stuff them (T.81 B.1.1.5), and leaves
// `in` at the marker. The end of the copy; nullptr if there is no marker.
inline const uint8_t* unstuff(const uint8_t** in, const uint8_t* end, uint8_t* out) {
  for (const uint8_t* from = *in;;) {
    auto* ff = static_cast<const uint8_t*>(memchr(from, 0xFF, static_cast<size_t>(end - from)));
    if (ff == nullptr || ff + 1 == end) return nullptr;
    memcpy(out, from, static_cast<size_t>(ff - from));
    out += ff - from;
    if (ff[1] != 0) {
      *in = ff;
      memset(out, 0, BitReader::PADDING);
      return out;
    }
    *out++ = 0xFF;
    from = ff + 2;
  }
}

// What is left of a segment: less than a byte, to be filled up with ones.
inline bool is_used_up(const BitReader& reader, const uint8_t* end) {
  int64_t left = reader.left(end);
  return left >= 0 && left < 8;
}

inline bool decode_mcu(const BaselineScan& scan, unsigned mcu_row, unsigned mcu, BitReader& reader,
                       const uint8_t* end, int16_t* last_dc) {
  for (int i = 0; i < scan.component_count; i++) {
    const ScanComponent& c = scan.components[i];
    for (unsigned y = 0; y < c.blocks_high; y++) {
      JBLOCK* block = c.rows->row(mcu_row * c.blocks_high + y) + size_t{mcu} * c.blocks_wide;
      for (unsigned x = 0; x < c.blocks_wide; x++, block++) {
        if (!decode_block(reader, *c.dc, *c.ac, &last_dc[i], *block) || reader.left(end) < 0) {
          return false;
        }
      }
    }
  }
  return true;
}

inline void clear_rows(const BaselineScan& scan, unsigned mcu_row) {
  for (int i = 0; i < scan.component_count; i++) {
    const ScanComponent& c = scan.components[i];
    for (unsigned y = 0; y < c.blocks_high; y++) {
      memset(c.rows->row(mcu_row * c.blocks_high + y), 0, c.rows->stride * sizeof(JBLOCK));
    }
  }
}

// Inside with_picture, after the header and lay_out(). Calls use(mcu_row) when the coefficients of an
// MCU row are in d->components. False if it declines; some rows were then used in vain.
template <typename Use>
inline bool decode_baseline(Decoder* d, const Use& use) {
  BaselineScan scan;
  if (!plan_baseline(d, &scan)) return false;
  const uint8_t* in = d->source.next_input_byte;
  const uint8_t* data_end = in + d->source.bytes_in_buffer;
  if (!grow(d->segment, data_end - in + BitReader::PADDING)) return false;
  uint8_t* segment = d->segment.data();
  const uint8_t* end = unstuff(&in, data_end, segment);
  if (end == nullptr) return false;
  BitReader reader(segment);
  int16_t last_dc[MAX_COMPS_IN_SCAN] = {};
  const unsigned interval = d->cinfo.restart_interval;
  unsigned until_restart = interval;
  unsigned restarts = 0;
  for (unsigned mcu_row = 0; mcu_row < scan.mcu_rows; mcu_row++) {
    clear_rows(scan, mcu_row);
    for (unsigned mcu = 0; mcu < scan.mcus_in_row; mcu++) {
      if (interval != 0 && until_restart-- == 0) {
        if (!is_used_up(reader, end) || in[1] != JPEG_RST0 + restarts++ % 8) return false;
        in += 2;
        end = unstuff(&in, data_end, segment);
        if (end == nullptr) return false;
        reader = BitReader(segment);
        memset(last_dc, 0, sizeof last_dc);
        until_restart = interval - 1;
      }
      if (!decode_mcu(scan, mcu_row, mcu, reader, end, last_dc)) return false;
    }
    use(mcu_row);
  }
  return is_used_up(reader, end) && in[1] == JPEG_EOI;
}

}  // namespace dctstream
