package io.dctstream.samples;

/** How many samples of colour a JPEG keeps, in the usual notation. */
public enum ChromaSampling {
  /** 4:2:0, one for four pixels. */
  HALF_BOTH(2, 2),
  /** 4:2:2, one for two pixels side by side. */
  HALF_WIDTH(2, 1),
  /** 4:4:4, one for each pixel. */
  FULL(1, 1),
  /** None: a grey picture of one component. */
  GREY(1, 1);

  private final int lumaHorizontal;
  private final int lumaVertical;

  ChromaSampling(int lumaHorizontal, int lumaVertical) {
    this.lumaHorizontal = lumaHorizontal;
    this.lumaVertical = lumaVertical;
  }

  /** The luma's horizontal sampling factor (ITU T.81, A.1.1) where the chroma's is 1. */
  int lumaHorizontal() {
    return lumaHorizontal;
  }

  /** The luma's vertical sampling factor (ITU T.81, A.1.1) where the chroma's is 1. */
  int lumaVertical() {
    return lumaVertical;
  }
}
