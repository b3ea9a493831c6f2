// Huffman decoding of sequential blocks (T.81 F.2.2): a reader of bits, and tables that decode most
// codes together with the value behind them.
//
// Nothing here repairs or guesses: what breaks the rules is reported, and libjpeg judges it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstring>

extern "C" {
#include <jpeglib.h>
}

namespace dctstream {

// The natural order of the zigzag sequence (T.81 figure A.6). A run may lead up to 15 places beyond
// the last coefficient before that is noticed.
constexpr uint8_t NATURAL_ORDER[64 + 16] = {
    0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,  12, 19, 26, 33,
    40, 48, 41, 34, 27, 20, 13, 6,  7,  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36,
    29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63};

// T.81 F.2.2.1, EXTEND: the value that `size` bits stand for.
inline int extend(int raw, int size) {
  return raw - (raw >> (size - 1) != 0 ? 0 : (1 << size) - 1);
}

// A segment's bits without stuffed zeros, most significant first. It reads on beyond the end, into
// PADDING bytes that are there for it; left() tells.
struct BitReader {
  static constexpr int MAX_SYMBOL_BITS = 16 + 15;  // a code and its value
  static constexpr int64_t PADDING = 64 * MAX_SYMBOL_BITS / 8 + 2 * sizeof(uint64_t);

  const uint8_t* next;
  uint64_t bits = 0;  // left-aligned
  int count = 0;      // how many of them count as read from memory

  explicit BitReader(const uint8_t* from) : next(from) {}

  // At least one symbol's bits.
  void refill() {
    if (count >= MAX_SYMBOL_BITS) return;
    uint64_t word;
    memcpy(&word, next, sizeof word);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    bits |= word >> count;
    next += (63 - count) >> 3;
    count |= 56;
  }

  int peek(int n) const { return static_cast<int>(bits >> (64 - n)); }

  void skip(int n) {
    bits <<= n;
    count -= n;
  }

  int value(int size) {
    if (size == 0) return 0;
    int raw = peek(size);
    skip(size);
    return extend(raw, size);
  }

  int64_t left(const uint8_t* end) const { return (end - next) * 8 + count; }
};

class HuffmanTable {
 public:
  static constexpr int LOOKUP_BITS = 10;
  static constexpr uint8_t CODE_ONLY = 0x80;  // a flag of Entry::length

  // What the next LOOKUP_BITS say: a run of zeros and a value, both of whose bits `length` counts; or,
  // flagged CODE_ONLY, a code whose value does not fit, with its symbol in place of the value. A flag
  // without a length: the code does not fit either.
  struct Entry {
    int16_t value;
    uint8_t run;
    uint8_t length;

    bool has_value() const { return length < CODE_ONLY; }
  };

  // False if the table breaks the rules of T.81 C.2. A picture often has the tables of the one before.
  bool prepare(const JHUFF_TBL& source) {
    if (memcmp(counts_, source.bits, sizeof counts_) != 0 ||
        memcmp(symbols_, source.huffval, sizeof symbols_) != 0) {
      memcpy(counts_, source.bits, sizeof counts_);
      memcpy(symbols_, source.huffval, sizeof symbols_);
      valid_ = build();
    }
    return valid_;
  }

  Entry look(const BitReader& reader) const { return lookup_[reader.peek(LOOKUP_BITS)]; }

  // Takes a code whose entry has no value; its symbol, or -1 if there is no such code.
  int take_symbol(BitReader& reader, Entry entry) const {
    int length = entry.length & ~CODE_ONLY;
    if (length != 0) {
      reader.skip(length);
      return entry.value;
    }
    for (length = LOOKUP_BITS + 1; length <= 16; length++) {
      int code = reader.peek(length);
      if (code < end_[length]) {
        reader.skip(length);
        return symbols_[offset_[length] + code];
      }
    }
    return -1;
  }

 private:
  bool build() {
    int code = 0;
    int symbol = 0;
    for (Entry& entry : lookup_) entry = {0, 0, CODE_ONLY};
    for (int length = 1; length <= 16; length++) {
      offset_[length] = symbol - code;
      for (int i = 0; i < counts_[length]; i++, code++, symbol++) {
        if (symbol == 256 || code >= (1 << length) - 1) return false;  // all ones is no code
        if (length <= LOOKUP_BITS) fill(code, length, symbols_[symbol]);
      }
      end_[length] = code;
      code <<= 1;
    }
    return true;
  }

  // The entries that begin with a code.
  void fill(int code, int length, int symbol) {
    int size = symbol & 15;
    int free = LOOKUP_BITS - length;
    for (int rest = 0; rest < 1 << free; rest++) {
      Entry& entry = lookup_[(code << free) + rest];
      if (size > free) {
        entry = {static_cast<int16_t>(symbol), 0, static_cast<uint8_t>(length | CODE_ONLY)};
      } else {
        int value = size == 0 ? 0 : extend(rest >> (free - size), size);
        entry = {static_cast<int16_t>(value), static_cast<uint8_t>(symbol >> 4),
                 static_cast<uint8_t>(length + size)};
      }
    }
  }

  bool valid_ = false;
  uint8_t counts_[17] = {};  // codes of each length
  uint8_t symbols_[256] = {};
  int end_[17] = {};     // the first number that is no code of this length or a shorter one
  int offset_[17] = {};  // of a code's symbol from the code
  Entry lookup_[1 << LOOKUP_BITS];
};

constexpr int ZERO_RUN = 15;  // with size 0: sixteen zeros

// The DC difference of the next block, added to `dc` modulo 2^16.
inline bool decode_dc(BitReader& reader, const HuffmanTable& table, int16_t* dc) {
  reader.refill();
  HuffmanTable::Entry entry = table.look(reader);
  int difference = entry.value;
  if (entry.has_value()) {
    if (entry.run != 0) return false;
    reader.skip(entry.length);
  } else {
    int size = table.take_symbol(reader, entry);
    if (size < 0 || size > 15) return false;
    difference = reader.value(size);
  }
  *dc = static_cast<int16_t>(*dc + difference);
  return true;
}

// The AC coefficients of the next block, whose places are zero before.
inline bool decode_ac(BitReader& shared, const HuffmanTable& table, int16_t* block) {
  BitReader reader = shared;  // in registers
  int k = 1;
  while (k < 64) {
    reader.refill();
    HuffmanTable::Entry entry = table.look(reader);
    int run = entry.run;
    int value = entry.value;
    if (entry.has_value()) {
      reader.skip(entry.length);
    } else {
      int symbol = table.take_symbol(reader, entry);
      if (symbol < 0) return false;
      run = symbol >> 4;
      value = reader.value(symbol & 15);
    }
    k += run;
    if (value != 0) {
      block[NATURAL_ORDER[k]] = static_cast<int16_t>(value);
    } else if (run != ZERO_RUN) {
      shared = reader;
      return run == 0;  // the end of the block
    }
    k++;
  }
  shared = reader;
  return k == 64;
}

// A block into zeros. False if it breaks the rules.
inline bool decode_block(BitReader& reader, const HuffmanTable& dc_table,
                         const HuffmanTable& ac_table, int16_t* dc, int16_t* block) {
  if (!decode_dc(reader, dc_table, dc)) return false;
  block[0] = *dc;
  return decode_ac(reader, ac_table, block);
}

}  // namespace dctstream
