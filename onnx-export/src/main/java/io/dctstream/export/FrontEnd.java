package io.dctstream.export;

/** What stands in a model file before a network that does not read coefficients. */
public enum FrontEnd {
  /** Operators that undo the discrete cosine transform: see {@link PixelFrontEnd}. */
  DCT
}
