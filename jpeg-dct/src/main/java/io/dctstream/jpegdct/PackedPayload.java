package io.dctstream.jpegdct;

import java.nio.FloatBuffer;

/** The packed payload: reading. */
public final class PackedPayload {
  private PackedPayload() {}

  /** The grid of a payload. */
  public static BlockGrid grid(byte[] payload) {
    return new BlockGrid(payload[0], payload[0]);
  }

  /**
   * Unpacks de-quantised coefficients into one slot of a batch's tensors, each of shape [batch, 64,
   * height, width]. The slot is overwritten whole.
   *
   * @param payload what {@link FittedDecoder#decode} returned
   * @param grid the grid of the tensors
   * @param slot index of the picture in the batch
   * @throws IllegalArgumentException if the payload is damaged, of an unknown version or of another
   *     grid
   */
  public static void unpack(
      byte[] payload, BlockGrid grid, int slot, FloatBuffer y, FloatBuffer cb, FloatBuffer cr) {}
}
