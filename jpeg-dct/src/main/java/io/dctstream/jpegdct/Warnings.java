package io.dctstream.jpegdct;

import java.io.Serializable;

/**
 * What libjpeg warned about while it decoded a picture: every warning that {@code djpeg -memsrc}
 * would count, also those that leave the coefficients right.
 *
 * @param count how many
 * @param first the text of the first, in libjpeg's words; empty if there is none
 */
public record Warnings(int count, String first) implements Serializable {
  /** A picture like most. */
  public static final Warnings NONE = new Warnings(0, "");

  /** Those of the picture that a decoder decoded last. */
  static Warnings of(JpegNative.Decoder decoder) {
    int count = JpegNative.warnings(decoder);
    return count == 0 ? NONE : new Warnings(count, JpegNative.firstWarning(decoder));
  }

  /** Whether there is any. */
  public boolean any() {
    return count > 0;
  }
}
