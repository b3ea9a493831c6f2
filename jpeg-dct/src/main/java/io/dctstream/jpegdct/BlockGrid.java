package io.dctstream.jpegdct;

import java.io.Serializable;

/**
 * The size of a network's input, in 8x8 blocks of luma. Chroma is 4:2:0: half as many blocks in
 * each direction, so both numbers are even.
 *
 * @param width luma blocks in a row, even, 2 to 512
 * @param height luma blocks in a column, even, 2 to 512
 */
public record BlockGrid(int width, int height) implements Serializable {
  /** Samples on a side of a block, and frequencies in each direction. */
  public static final int BLOCK_SIDE = 8;

  /** Coefficients of a block. */
  public static final int BLOCK_SIZE = BLOCK_SIDE * BLOCK_SIDE;

  private static final int MAX_SIDE = 512;

  public BlockGrid {
    if (!isSide(width) || !isSide(height)) {
      throw new IllegalArgumentException(
          "A block grid has an even number of blocks from 2 to %d on each side, not %dx%d"
              .formatted(MAX_SIDE, width, height));
    }
  }

  /**
   * The grid of a square picture.
   *
   * @param pixels side in pixels, a multiple of 16
   */
  public static BlockGrid ofPixels(int pixels) {
    if (pixels % (2 * BLOCK_SIDE) != 0) {
      throw new IllegalArgumentException(
          "An image size is a multiple of 16 pixels, not %d".formatted(pixels));
    }
    return new BlockGrid(pixels / BLOCK_SIDE, pixels / BLOCK_SIDE);
  }

  public int chromaWidth() {
    return width / 2;
  }

  public int chromaHeight() {
    return height / 2;
  }

  public int pixelWidth() {
    return width * BLOCK_SIDE;
  }

  public int pixelHeight() {
    return height * BLOCK_SIDE;
  }

  /** Blocks of the luma plane. */
  public int lumaBlocks() {
    return width * height;
  }

  /** Blocks of one chroma plane. */
  public int chromaBlocks() {
    return chromaWidth() * chromaHeight();
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }

  private static boolean isSide(int blocks) {
    return blocks >= 2 && blocks <= MAX_SIDE && blocks % 2 == 0;
  }
}
