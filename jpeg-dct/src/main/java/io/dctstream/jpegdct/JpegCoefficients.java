package io.dctstream.jpegdct;

import java.nio.ShortBuffer;
import java.util.List;

/**
 * The quantised coefficients of a picture as they stand in the file.
 *
 * @param width in pixels, as stored
 * @param height in pixels, as stored
 * @param colourSpace what the components stand for
 * @param progressive whether the file is in progressive mode (T.81 annex G)
 * @param components in the order of the frame header
 * @param warnings what libjpeg warned about
 */
public record JpegCoefficients(
    int width,
    int height,
    ColourSpace colourSpace,
    boolean progressive,
    List<Component> components,
    Warnings warnings) {

  /**
   * One component.
   *
   * @param horizontalSampling T.81's H, 1 to 4
   * @param verticalSampling T.81's V, 1 to 4
   * @param blocksWide blocks in a row that hold part of the picture
   * @param blocksHigh rows of blocks that hold part of the picture
   * @param stride blocks from one row to the next in {@code blocks}, padded to whole MCUs
   * @param blocks read-only; coefficient {@code 8v + u} of block (x, y) is at {@code (y * stride +
   *     x) * 64 + 8v + u}
   * @param table read-only; the 64 unsigned entries of the quantisation table, in the same order
   */
  public record Component(
      int horizontalSampling,
      int verticalSampling,
      int blocksWide,
      int blocksHigh,
      int stride,
      ShortBuffer blocks,
      ShortBuffer table) {}
}
