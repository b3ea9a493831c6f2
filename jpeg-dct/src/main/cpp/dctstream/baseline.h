// The common picture, quickly: sequential Huffman coding, all components in one scan, nothing wrong.
//
// libjpeg reads the header. Whatever is then not exactly as T.81 has it makes decode_baseline()
// decline, and libjpeg decodes the picture from its beginning and judges it: this code alone never
// decides what is wrong with a file.
#pragma once

#include <climits>

#include "decoder.h"
#include "kernels.h"

namespace dctstream {

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

// Adds a component's blocks of an MCU; false if there is no room for them.
inline bool add_blocks(const ScanBlock& first, BaselineScan* scan) {
  for (unsigned y = 0; y < first.mcu_height; y++) {
    for (unsigned x = 0; x < first.mcu_width; x++) {
      if (scan->blocks_in_mcu == D_MAX_BLOCKS_IN_MCU) return false;
      ScanBlock& block = scan->blocks[scan->blocks_in_mcu++];
      block = first;
      block.x = x;
      block.y = y;
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
  bool interleaved = c.comps_in_scan > 1;
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
    ScanBlock block = {};
    block.dc = &d->dc_tables[info.dc_tbl_no];
    block.ac = &d->ac_tables[info.ac_tbl_no];
    if (!d->dc_tables[info.dc_tbl_no].prepare(*dc) || !d->ac_tables[info.ac_tbl_no].prepare(*ac)) {
      return false;
    }
    block.rows = &d->components[info.component_index];
    block.mcu_width = interleaved ? static_cast<unsigned>(info.h_samp_factor) : 1;
    block.mcu_height = interleaved ? static_cast<unsigned>(info.v_samp_factor) : 1;
    block.component = i;
    if (!add_blocks(block, scan)) return false;
    scan->mcus_in_row = info.width_in_blocks;
    scan->mcu_rows = info.height_in_blocks;
  }
  if (interleaved) {
    scan->mcus_in_row = (c.image_width - 1) / unsigned(c.max_h_samp_factor * DCTSIZE) + 1;
    scan->mcu_rows = (c.image_height - 1) / unsigned(c.max_v_samp_factor * DCTSIZE) + 1;
  }
  return true;
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

// Inside with_picture, after the header and lay_out(). Calls use(mcu_row) when the coefficients of an
// MCU row are in d->components. False if it declines; some rows were then used in vain.
template <typename Use>
inline bool decode_baseline(Decoder* d, const Use& use) {
  BaselineScan scan = {};
  if (!plan_baseline(d, &scan)) return false;
  const uint8_t* in = d->source.next_input_byte;
  const uint8_t* data_end = in + d->source.bytes_in_buffer;
  if (!grow(d->segment, data_end - in + BitReader::PADDING)) return false;
  uint8_t* segment = d->segment.data();
  const uint8_t* end = unstuff(&in, data_end, segment);
  if (end == nullptr) return false;
  BitReader reader(segment);
  const unsigned interval = d->cinfo.restart_interval;
  unsigned until_restart = interval != 0 ? interval : UINT_MAX;
  unsigned restarts = 0;
  for (unsigned mcu_row = 0; mcu_row < scan.mcu_rows; mcu_row++) {
    scan.begin_row(mcu_row);
    for (unsigned mcu = 0; mcu < scan.mcus_in_row;) {
      if (until_restart == 0) {
        if (!is_used_up(reader, end) || in[1] != JPEG_RST0 + restarts++ % 8) return false;
        in += 2;
        end = unstuff(&in, data_end, segment);
        if (end == nullptr) return false;
        reader = BitReader(segment);
        scan.forget_dc();
        until_restart = interval;
      }
      unsigned count = std::min(until_restart, scan.mcus_in_row - mcu);
      if (!kernels().decode_mcus(&scan, count, &reader, end)) return false;
      mcu += count;
      if (interval != 0) until_restart -= count;
    }
    use(mcu_row);
  }
  return is_used_up(reader, end) && in[1] == JPEG_EOI;
}

}  // namespace dctstream
