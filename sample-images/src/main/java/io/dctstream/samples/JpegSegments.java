package io.dctstream.samples;

import java.util.function.IntPredicate;

/** Finds the marker segments of a JPEG file up to its first scan (ITU T.81, B.1.1). */
final class JpegSegments {
  /** Start of scan. */
  static final int SOS = 0xda;

  /** Start of image; the file begins with FF and this. */
  private static final int SOI = 0xd8;

  private static final int MARKER_LENGTH = 2;

  private JpegSegments() {}

  /**
   * The place of the first segment of a kind.
   *
   * @param markers tells by the marker's second byte
   * @return the offset of the two bytes that hold the segment's length, which follow the marker
   * @throws IllegalArgumentException if there is none
   */
  static int find(byte[] jpeg, IntPredicate markers) {
    if (jpeg.length > MARKER_LENGTH && byteAt(jpeg, 0) == 0xff && byteAt(jpeg, 1) == SOI) {
      int marker = MARKER_LENGTH;
      while (marker + 2 * MARKER_LENGTH <= jpeg.length && byteAt(jpeg, marker) == 0xff) {
        int kind = byteAt(jpeg, marker + 1);
        int segment = marker + MARKER_LENGTH;
        if (markers.test(kind)) {
          return segment;
        }
        if (kind == SOS) {
          break;
        }
        marker = end(jpeg, segment);
      }
    }
    throw new IllegalArgumentException("The bytes are not a JPEG file with such a segment");
  }

  /** Where the segment ends that {@link #find} found. */
  static int end(byte[] jpeg, int segment) {
    return segment + (byteAt(jpeg, segment) << 8 | byteAt(jpeg, segment + 1));
  }

  static int byteAt(byte[] jpeg, int offset) {
    return jpeg[offset] & 0xff;
  }
}
