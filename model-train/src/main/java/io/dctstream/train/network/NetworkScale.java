package io.dctstream.train.network;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.TensorLayout;

/**
 * How large a network is built.
 *
 * @param width multiplier of the channel counts, in (0, 4]; 1 is the paper's
 * @param depth the most residual blocks that a stage has, at least 1; from 6 on all of the paper's
 * @param imageSize side of the input in pixels, a multiple of 16
 * @param lumaFrequencies how many frequencies of Y are read by a network that reads coefficients,
 *     the lowest, 1 to 64
 * @param chromaFrequencies the same of Cb and of Cr
 */
public record NetworkScale(
    double width, int depth, int imageSize, int lumaFrequencies, int chromaFrequencies) {
  /** As many residual blocks as the paper's largest stage has. */
  public static final int FULL_DEPTH = 6;

  /** As the paper has it. */
  public static final NetworkScale PAPER = of(1, FULL_DEPTH, 224);

  /** The paper's number of classes. */
  public static final int PAPER_CLASSES = 1000;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public NetworkScale {
    new TensorLayout(BlockGrid.ofPixels(imageSize), lumaFrequencies, chromaFrequencies);
    if (!(width > 0 && width <= 4)) {
      throw new IllegalArgumentException("The width is in (0, 4], not " + width);
    }
    if (depth < 1) {
      throw new IllegalArgumentException("The depth is at least 1, not " + depth);
    }
  }

  /** Of a network that reads all frequencies. */
  public static NetworkScale of(double width, int depth, int imageSize) {
    return new NetworkScale(width, depth, imageSize, BlockGrid.BLOCK_SIZE, BlockGrid.BLOCK_SIZE);
  }

  /** The coefficients of an image. */
  public TensorLayout layout() {
    return new TensorLayout(BlockGrid.ofPixels(imageSize), lumaFrequencies, chromaFrequencies);
  }

  /** Whether a network that reads coefficients reads all of them. */
  public boolean hasAllFrequencies() {
    return lumaFrequencies == BlockGrid.BLOCK_SIZE && chromaFrequencies == BlockGrid.BLOCK_SIZE;
  }

  /** A number of channels at this width, rounded down. */
  int channels(int ofPaper) {
    return Math.max(1, (int) (ofPaper * width));
  }
}
