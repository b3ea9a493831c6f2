package io.dctstream.cli.dct;

import java.nio.ShortBuffer;

/**
 * The quality at which the Independent JPEG Group's libjpeg, and most programs, would have written
 * a luma table: the example of T.81 table K.1 times {@code 5000 / q} percent below quality 50 and
 * {@code 200 - 2q} percent from there ({@code jpeg_quality_scaling} of libjpeg's jcparam.c).
 *
 * @param value 1 to 100; the one whose table has the least sum of absolute differences
 * @param exact whether that table is the very same; if not, the file's table is a custom one
 */
record IjgQuality(int value, boolean exact) {
  private static final int[] EXAMPLE = {
    16, 11, 10, 16, 24, 40, 51, 61, //
    12, 12, 14, 19, 26, 58, 60, 55, //
    14, 13, 16, 24, 40, 57, 69, 56, //
    14, 17, 22, 29, 51, 87, 80, 62, //
    18, 22, 37, 56, 68, 109, 103, 77, //
    24, 35, 55, 64, 81, 104, 113, 92, //
    49, 64, 78, 87, 103, 121, 120, 101, //
    72, 92, 95, 98, 112, 100, 103, 99
  };

  private static final int BEST = 100;

  /** The largest entry of baseline's 8-bit tables, to which libjpeg can be told to keep. */
  private static final int LARGEST_8_BIT = 255;

  /** The quality of a luma table, 64 unsigned entries in natural order. */
  static IjgQuality of(ShortBuffer table) {
    int nearest = BEST;
    long least = Long.MAX_VALUE;
    for (int quality = BEST; quality >= 1; quality--) {
      long difference = difference(table, quality);
      if (difference < least) {
        nearest = quality;
        least = difference;
      }
    }
    return new IjgQuality(nearest, least == 0);
  }

  private static long difference(ShortBuffer table, int quality) {
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    long sum = 0;
    for (int k = 0; k < EXAMPLE.length; k++) {
      int entry = table.get(k) & 0xFFFF;
      int wanted = Math.max(1, (EXAMPLE[k] * percent + 50) / 100);
      boolean clipped = entry == LARGEST_8_BIT && wanted > LARGEST_8_BIT;
      sum += clipped ? 0 : Math.abs(entry - wanted);
    }
    return sum;
  }
}
