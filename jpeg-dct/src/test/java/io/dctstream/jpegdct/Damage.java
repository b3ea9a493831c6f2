package io.dctstream.jpegdct;

import java.util.Arrays;
import java.util.Random;

/** Ways in which JPEG files are damaged on their way through the world. */
enum Damage {
  /** The end-of-image marker is missing. */
  NO_END {
    @Override
    byte[] apply(byte[] jpeg, Random random) {
      return Arrays.copyOf(jpeg, jpeg.length - 2);
    }
  },
  /** The file ends anywhere. */
  CUT {
    @Override
    byte[] apply(byte[] jpeg, Random random) {
      return Arrays.copyOf(jpeg, 2 + random.nextInt(jpeg.length - 2));
    }
  },
  /** Some bytes behind the first scan's header are others. */
  ENTROPY {
    @Override
    byte[] apply(byte[] jpeg, Random random) {
      return flip(jpeg, TestJpeg.find(jpeg, 0xDA), jpeg.length, random);
    }
  },
  /** Some bytes before the first scan are others. */
  HEADER {
    @Override
    byte[] apply(byte[] jpeg, Random random) {
      return flip(jpeg, 2, TestJpeg.find(jpeg, 0xDA), random);
    }
  },
  /** Markers stand where none may be. */
  MARKER {
    @Override
    byte[] apply(byte[] jpeg, Random random) {
      byte[] marker = {(byte) 0xFF, (byte) (0xC0 + random.nextInt(0x40))};
      return splice(jpeg, place(jpeg, random), marker);
    }
  },
  /** A stretch of bytes is missing. */
  GAP {
    @Override
    byte[] apply(byte[] jpeg, Random random) {
      int from = place(jpeg, random);
      int to = Math.min(jpeg.length, from + 1 + random.nextInt(100));
      return splice(Arrays.copyOf(jpeg, from), from, Arrays.copyOfRange(jpeg, to, jpeg.length));
    }
  },
  /** No Huffman tables: those of T.81 annex K are meant, as in the frames of Motion-JPEG. */
  NO_HUFFMAN_TABLES {
    @Override
    byte[] apply(byte[] jpeg, Random random) {
      return TestJpeg.without(0xC4, jpeg);
    }
  },
  /** No quantisation tables, as in the abbreviated files of T.81 annex B.5. */
  NO_QUANTISATION_TABLES {
    @Override
    byte[] apply(byte[] jpeg, Random random) {
      return TestJpeg.without(0xDB, jpeg);
    }
  };

  abstract byte[] apply(byte[] jpeg, Random random);

  /** The file with more bytes before one of its bytes. */
  static byte[] splice(byte[] jpeg, int position, byte[] more) {
    byte[] longer = Arrays.copyOf(jpeg, jpeg.length + more.length);
    System.arraycopy(more, 0, longer, position, more.length);
    System.arraycopy(jpeg, position, longer, position + more.length, jpeg.length - position);
    return longer;
  }

  private static byte[] flip(byte[] jpeg, int from, int to, Random random) {
    byte[] damaged = jpeg.clone();
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      damaged[from + random.nextInt(to - from)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  private static int place(byte[] jpeg, Random random) {
    int scan = TestJpeg.find(jpeg, 0xDA);
    return scan + random.nextInt(jpeg.length - scan);
  }
}
