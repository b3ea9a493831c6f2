// Huffman codes of sequential blocks (T.81 F.2.2): a reader of bits, and tables that decode most codes
// together with the value behind them. kernels/huffman.h decodes blocks with them.
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

// The natural order of the zigzag sequence (T.81 figure A.6). A run may lead up to 15 places beyond the
// last coefficient before that is noticed.
constexpr uint8_t NATURAL_ORDER[64 + 16] = {
    0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,  12, 19, 26, 33,
    40, 48, 41, 34, 27, 20, 13, 6,  7,  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36,
    29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63};

// T.81 F.2.2.1, EXTEND: the value that the first `size` bits stand for, 0 to 15. Without a branch: signs
// and sizes cannot be predicted.
inline int extend(uint64_t bits, int size) {
  auto raw = static_cast<int>(bits >> 1 >> (63 - size));
  auto negative = static_cast<int>(~static_cast<int64_t>(bits) >> 63);
  return raw + (negative & (1 - (1 << size)));
}

// A segment's bits without stuffed zeros, most significant first. It reads on beyond the end, into
// PADDING bytes that are there for it; left() tells.
struct BitReader {
  static constexpr int REFILLED = 56;              // bits that refill() leaves at least
  static constexpr int MAX_SYMBOL_BITS = 16 + 15;  // a code and its value
  static constexpr int64_t PADDING = 64 * MAX_SYMBOL_BITS / 8 + 2 * sizeof(uint64_t);

  const uint8_t* next;
  uint64_t bits = 0;  // left-aligned
  int count = 0;      // how many of them count as read from memory

  explicit BitReader(const uint8_t* from) : next(from) {}

  // Enough for a symbol. Without a branch, which could not be predicted.
  void refill() {
    uint64_t word;
    memcpy(&word, next, sizeof word);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    bits |= word >> count;
    next += (63 - count) >> 3;
    count |= REFILLED;
  }

  int peek(int n) const { return static_cast<int>(bits >> (64 - n)); }

  void skip(int n) {
    bits <<= n;
    count -= n;
  }

  int value(int size) {
    int value = extend(bits, size);
    skip(size);
    return value;
  }

  int64_t left(const uint8_t* end) const { return (end - next) * 8 + count; }
};

constexpr int LOOKUP_BITS = 10;

// A code: its length in bits, 0 if there is none, and its symbol, run * 16 + size.
struct Code {
  uint8_t length;
  uint8_t symbol;

  int run() const { return symbol >> 4; }
  int size() const { return symbol & 15; }
};

// The codes of a table, and what LOOKUP_BITS begin with.
class HuffmanTable {
 public:
  // `code` has no length if it is longer than LOOKUP_BITS, nor has the entry if the value is not among
  // them; else `length` counts the bits of both.
  struct Entry {
    Code code;
    uint8_t length;
    int16_t value;
  };

  // Takes a picture's table; false if it breaks the rules of T.81 C.2.
  bool prepare(const JHUFF_TBL& source) {
    if (!is_of(source)) {
      memcpy(counts_, source.bits, sizeof counts_);
      memcpy(symbols_, source.huffval, sizeof symbols_);
      valid_ = build();
    }
    return valid_;
  }

  // Often so: many pictures have the same tables.
  bool is_of(const JHUFF_TBL& source) const {
    return memcmp(counts_, source.bits, sizeof counts_) == 0 &&
           memcmp(symbols_, source.huffval, sizeof symbols_) == 0;
  }

  // Of LOOKUP_BITS.
  Entry entry(int bits) const { return lookup_[bits]; }

  // The code that the bits begin with.
  Code code(uint64_t bits) const {
    Code code = lookup_[bits >> (64 - LOOKUP_BITS)].code;
    return code.length != 0 ? code : longer_code(bits);
  }

 private:
  // The code longer than LOOKUP_BITS that the bits begin with.
  Code longer_code(uint64_t bits) const {
    for (int length = LOOKUP_BITS + 1; length <= 16; length++) {
      auto code = static_cast<int>(bits >> (64 - length));
      if (code < end_[length]) {
        return {static_cast<uint8_t>(length), symbols_[offset_[length] + code]};
      }
    }
    return {0, 0};
  }

  bool build() {
    int code = 0;
    int symbol = 0;
    memset(lookup_, 0, sizeof lookup_);
    for (int length = 1; length <= 16; length++) {
      offset_[length] = symbol - code;
      for (int i = 0; i < counts_[length]; i++, code++, symbol++) {
        if (symbol == 256 || code >= (1 << length) - 1) return false;  // all ones is no code
        fill(code, length, symbols_[symbol]);
      }
      end_[length] = code;
      code <<= 1;
    }
    return true;
  }

  // The entries that begin with a code.
  void fill(int number, int length, uint8_t symbol) {
    Code code = {static_cast<uint8_t>(length), symbol};
    int free = LOOKUP_BITS - length;
    for (int rest = 0; free >= 0 && rest < 1 << free; rest++) {
      Entry& entry = lookup_[(number << free) + rest];
      entry.code = code;
      if (code.size() > free) continue;
      entry.length = static_cast<uint8_t>(length + code.size());
      auto bits = static_cast<uint64_t>(rest) << 1 << (63 - free);
      entry.value = static_cast<int16_t>(extend(bits, code.size()));
    }
  }

  bool valid_ = false;
  uint8_t counts_[17] = {};  // codes of each length
  uint8_t symbols_[256] = {};
  int end_[17] = {};     // the first number that is no code of this length or a shorter one
  int offset_[17] = {};  // of a code's symbol from the code
  Entry lookup_[1 << LOOKUP_BITS];
};

// A table of AC coefficients, with up to two of them for LOOKUP_BITS.
class AcTable {
 public:
  static constexpr int ZERO_RUN = 15;  // with size 0: sixteen zeros

  enum Kind : uint8_t { GOES_ON, ENDS_BLOCK, CODE_ONLY };

  // Values at their places, counted from the first place that is not decided yet, as is `next`. Where
  // there is no value there is a zero, at a place that is not decided yet either. Good for a block if
  // its first value is not the last coefficient: what follows that belongs to the next block.
  //
  // CODE_ONLY: the value is not among LOOKUP_BITS, or the code breaks a rule.
  struct Step {
    int16_t first;
    int8_t second;
    uint8_t first_place;
    uint8_t second_place;
    uint8_t next;
    uint8_t length;  // bits of all
    Kind kind;
  };

  bool prepare(const JHUFF_TBL& source) {
    bool is_known = codes_.is_of(source);
    if (!codes_.prepare(source)) return false;
    if (!is_known) {
      for (int bits = 0; bits < 1 << LOOKUP_BITS; bits++) steps_[bits] = step_of(bits);
    }
    return true;
  }

  Step step(int bits) const { return steps_[bits]; }

  Code code(uint64_t bits) const { return codes_.code(bits); }

 private:
  static bool ends_block(HuffmanTable::Entry entry) { return entry.code.symbol == 0; }
  static bool is_legal(HuffmanTable::Entry entry) {
    return entry.length != 0 &&
           (entry.value != 0 || entry.code.run() == ZERO_RUN || ends_block(entry));
  }

  Step step_of(int bits) const {
    HuffmanTable::Entry a = codes_.entry(bits);
    if (!is_legal(a)) return {0, 0, 0, 0, 0, 0, CODE_ONLY};
    if (ends_block(a)) return {0, 0, 0, 0, 0, a.length, ENDS_BLOCK};
    auto place = static_cast<uint8_t>(a.code.run());
    auto next = static_cast<uint8_t>(place + 1);
    HuffmanTable::Entry b = codes_.entry(bits << a.length & ((1 << LOOKUP_BITS) - 1));
    if (!is_legal(b) || a.length + b.length > LOOKUP_BITS) {
      return {a.value, 0, place, next, next, a.length, GOES_ON};
    }
    auto length = static_cast<uint8_t>(a.length + b.length);
    if (ends_block(b)) return {a.value, 0, place, next, next, length, ENDS_BLOCK};
    auto second_place = static_cast<uint8_t>(next + b.code.run());
    return {a.value,
            static_cast<int8_t>(b.value),
            place,
            second_place,
            static_cast<uint8_t>(second_place + 1),
            length,
            GOES_ON};
  }

  HuffmanTable codes_;
  Step steps_[1 << LOOKUP_BITS];
};

}  // namespace dctstream
