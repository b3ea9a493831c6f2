package io.dctstream.jpegdct;

import java.io.ByteArrayOutputStream;

/**
 * A small grey progressive file (T.81 annex G) that takes long to decode: one scan of empty DC
 * coefficients, then scans that each refine all AC coefficients of all blocks, of which there are
 * none. Long end-of-band runs make such a scan a few bytes.
 */
final class ScanBomb {
  private static final int RUN_BITS = 14;
  private static final int LONGEST_RUN = (2 << RUN_BITS) - 1; // T.81 G.1.2.2, EOB14

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ScanBomb() {}

  static byte[] of(int width, int height, int scans) {
    ScanBomb bomb = new ScanBomb();
    bomb.bytes(0xFF, 0xD8);
    bomb.bytes(0xFF, 0xDB, 0, 67, 0);
    bomb.fill(64, 1);
    bomb.bytes(0xFF, 0xC2, 0, 11, 8, height >> 8, height, width >> 8, width, 1, 1, 0x11, 0);
    bomb.table(0x00, 0); // DC: no difference
    bomb.table(0x10, RUN_BITS << 4); // AC: a run of blocks that end here
    int blocks = ((width + 7) / 8) * ((height + 7) / 8);
    bomb.scan(0, 0, 0);
    bomb.fill((blocks + 7) / 8, 0);
    int runBits = (RUN_BITS + 1) * ((blocks + LONGEST_RUN - 1) / LONGEST_RUN);
    for (int i = 1; i < scans; i++) {
      bomb.scan(1, 63, 0x10);
      bomb.runs(runBits);
    }
    bomb.bytes(0xFF, 0xD9);
    return bomb.out.toByteArray();
  }

  /** A Huffman table of one symbol, whose code is 0. */
  private void table(int id, int symbol) {
    bytes(0xFF, 0xC4, 0, 20, id, 1);
    fill(15, 0);
    bytes(symbol);
  }

  private void scan(int first, int last, int approximation) {
    bytes(0xFF, 0xDA, 0, 8, 1, 1, 0x00, first, last, approximation);
  }

  /** Codes 0, each with all bits of its run's length set, padded with ones. */
  private void runs(int bits) {
    for (int i = 0; i < bits; i += 8) {
      int value = 0;
      for (int k = i; k < i + 8; k++) {
        value = value << 1 | (k < bits && k % (RUN_BITS + 1) == 0 ? 0 : 1);
      }
      bytes(value);
      if (value == 0xFF) {
        bytes(0);
      }
    }
  }

  private void fill(int count, int value) {
    for (int i = 0; i < count; i++) {
      bytes(value);
    }
  }

  private void bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
  }
}
