package io.dctstream.jpegdct;

/** What the components of a JPEG file stand for. */
public enum ColourSpace {
  UNKNOWN,
  GREY,
  RGB,
  YCBCR,
  CMYK,
  YCCK;

  /**
   * The colour space of libjpeg's {@code J_COLOR_SPACE}, whose first values stand here in order.
   */
  static ColourSpace ofLibjpeg(int value) {
    return value >= 0 && value < values().length ? values()[value] : UNKNOWN;
  }
}
