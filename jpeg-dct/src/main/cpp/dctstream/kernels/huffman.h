// Decodes the blocks of a sequential Huffman scan (T.81 F.2.2). Part of kernels.h.

// The DC difference of the next block, whose table has sizes only, added to `dc` modulo 2^16.
DCT_INLINE bool decode_dc(BitReader& reader, const HuffmanTable& table, int16_t* dc) {
  reader.refill();
  Code code = table.code(reader.bits);
  if (code.length == 0) return false;
  reader.skip(code.length);
  int difference = reader.value(code.size());
  *dc = static_cast<int16_t>(*dc + difference);
  return true;
}

// The AC coefficients of the next block, whose places are zero before.
DCT_INLINE bool decode_ac(BitReader& reader, const AcTable& table, int16_t* block) {
  constexpr int STEPS = 3;  // for which one refill is enough, also where the last one is a code alone
  static_assert((STEPS - 1) * LOOKUP_BITS + BitReader::MAX_SYMBOL_BITS <= BitReader::REFILLED);
  int k = 1;
  while (k < 64) {
    reader.refill();
    int steps = 0;
    for (; steps < STEPS; steps++) {
      AcTable::Step step = table.step(reader.peek(LOOKUP_BITS));
      if (step.kind == AcTable::CODE_ONLY || k + step.first_place >= 63) break;
      reader.skip(step.length);
      block[NATURAL_ORDER[k + step.first_place]] = step.first;
      block[NATURAL_ORDER[k + step.second_place]] = step.second;
      if (step.kind == AcTable::ENDS_BLOCK) return true;
      k += step.next;
    }
    if (steps == STEPS || k >= 64) continue;
    Code code = table.code(reader.bits);
    if (code.length == 0) return false;
    reader.skip(code.length);
    int value = reader.value(code.size());
    if (value == 0 && code.run() != AcTable::ZERO_RUN) return code.run() == 0;
    k += code.run();
    block[NATURAL_ORDER[k++]] = static_cast<int16_t>(value);
  }
  return k == 64;
}

// The next MCUs of a row. False if they break a rule, or if the segment ends before them.
inline bool decode_mcus(BaselineScan* scan, unsigned count, BitReader* shared, const uint8_t* end) {
  BitReader reader = *shared;  // in registers
  for (; count > 0; count--) {
    for (int i = 0; i < scan->blocks_in_mcu; i++) {
      ScanBlock& block = scan->blocks[i];
      int16_t* dc = &scan->dc[block.component];
      int16_t* coefficients = *block.next;
      block.next += block.mcu_width;
      if (!decode_dc(reader, *block.dc, dc)) return false;
      coefficients[0] = *dc;
      if (!decode_ac(reader, *block.ac, coefficients) || reader.left(end) < 0) return false;
    }
  }
  *shared = reader;
  return true;
}
