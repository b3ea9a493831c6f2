package io.dctstream.jpegdct;

/**
 * How a picture of any size comes to a network's one grid. A picture that already has the grid's
 * size keeps its coefficients untouched in every mode, if its chroma is 4:2:0 or absent.
 */
public enum Fit {
  /**
   * The short side is scaled to the grid's size / 0.875 and the centre is cut out, the practice of
   * ImageNet. Works for every size.
   */
  RESIZE(0),
  /**
   * The centre is cut out on block boundaries, without resampling. Smaller pictures are refused.
   */
  CROP(1),
  /** Only pictures of exactly the grid's size are taken. */
  EXACT(2);

  /** The value of the native FitMode. */
  final int nativeMode;

  Fit(int nativeMode) {
    this.nativeMode = nativeMode;
  }
}
