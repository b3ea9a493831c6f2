package io.dctstream.export.precision;

/**
 * What the 256 values of a byte stand for: {@code scale() * (byte - zeroPoint())}. Values outside
 * become the nearest that is inside.
 *
 * @param most the greatest magnitude, above 0
 * @param signed whether there are negative values
 */
record ByteRange(double most, boolean signed) {
  /** The byte that stands for 0 where there are negative values. */
  static final int SIGNED_ZERO = 128;

  float scale() {
    return (float) (most / (signed ? 127 : 255));
  }

  /** The byte that stands for 0, which borders are padded with. */
  int zeroPoint() {
    return signed ? SIGNED_ZERO : 0;
  }

  /** The same, or a wider one. */
  ByteRange atLeast(double least) {
    return new ByteRange(Math.max(most, least), signed);
  }
}
