// Where the blocks of a scan go, and how they are coded.
#pragma once

#include "huffman.h"

namespace dctstream {

// Rows of one component's coefficient blocks: of the whole picture, or of one MCU row that is used
// again and again.
struct BlockRows {
  JBLOCK* first;
  JDIMENSION stride;  // blocks in a row, padded to whole MCUs
  JDIMENSION count;
  JBLOCKROW window[MAX_SAMP_FACTOR];

  JBLOCK* row(JDIMENSION y) const { return first + size_t{y % count} * stride; }
};

// One block of an MCU.
struct ScanBlock {
  const HuffmanTable* dc;
  const AcTable* ac;
  const BlockRows* rows;
  unsigned x, y;            // in the component's part of the MCU
  unsigned mcu_width, mcu_height;  // of that part, in blocks
  int component;
  JBLOCK* next;
};

// A sequential scan of all components.
struct BaselineScan {
  ScanBlock blocks[D_MAX_BLOCKS_IN_MCU];
  int blocks_in_mcu;
  unsigned mcus_in_row, mcu_rows;
  int16_t dc[MAX_COMPS_IN_SCAN];  // of each component's last block

  // Goes to the first MCU of a row, whose blocks become zeros.
  void begin_row(unsigned mcu_row) {
    for (int i = 0; i < blocks_in_mcu; i++) {
      ScanBlock& block = blocks[i];
      JBLOCK* row = block.rows->row(mcu_row * block.mcu_height + block.y);
      if (block.x == 0) memset(row, 0, block.rows->stride * sizeof(JBLOCK));
      block.next = row + block.x;
    }
  }

  void forget_dc() { memset(dc, 0, sizeof dc); }
};

}  // namespace dctstream
