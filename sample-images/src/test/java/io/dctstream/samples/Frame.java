package io.dctstream.samples;

/**
 * The frame header of a JPEG file (ITU T.81, B.2.2).
 *
 * @param kind the marker's second byte: C0 for baseline, C2 for progressive
 * @param lumaFactors sampling factors of the first component, horizontal * 16 + vertical
 */
record Frame(int kind, int width, int height, int components, int lumaFactors) {
  static Frame of(byte[] jpeg) {
    int frame = JpegSegments.find(jpeg, kind -> kind >= 0xc0 && kind <= 0xc2);
    return new Frame(
        JpegSegments.byteAt(jpeg, frame - 1),
        JpegSegments.byteAt(jpeg, frame + 5) << 8 | JpegSegments.byteAt(jpeg, frame + 6),
        JpegSegments.byteAt(jpeg, frame + 3) << 8 | JpegSegments.byteAt(jpeg, frame + 4),
        JpegSegments.byteAt(jpeg, frame + 7),
        JpegSegments.byteAt(jpeg, frame + 9));
  }
}
