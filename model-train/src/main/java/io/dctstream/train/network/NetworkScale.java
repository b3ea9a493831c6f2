package io.dctstream.train.network;

import io.dctstream.jpegdct.BlockGrid;

/**
 * How large a network is built.
 *
 * @param width multiplier of the channel counts, in (0, 4]; 1 is the paper's
 * @param depth the most residual blocks that a stage has, at least 1; from 6 on all of the paper's
 * @param imageSize side of the input in pixels, a multiple of 16
 * @param classes number of outputs, at least 2
 */
public record NetworkScale(double width, int depth, int imageSize, int classes) {
  /** As many residual blocks as the paper's largest stage has. */
  public static final int FULL_DEPTH = 6;

  /** As the paper has it for ImageNet. */
  public static final NetworkScale PAPER = new NetworkScale(1, FULL_DEPTH, 224, 1000);

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public NetworkScale {
    BlockGrid.ofPixels(imageSize);
    if (!(width > 0 && width <= 4)) {
      throw new IllegalArgumentException("The width is in (0, 4], not " + width);
    }
    if (depth < 1) {
      throw new IllegalArgumentException("The depth is at least 1, not " + depth);
    }
    if (classes < 2) {
      throw new IllegalArgumentException("The number of classes is at least 2, not " + classes);
    }
  }

  /** The input in blocks. */
  public BlockGrid grid() {
    return BlockGrid.ofPixels(imageSize);
  }

  /** A number of channels at this width, rounded down. */
  int channels(int ofPaper) {
    return Math.max(1, (int) (ofPaper * width));
  }
}
