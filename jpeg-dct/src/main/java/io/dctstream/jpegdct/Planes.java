package io.dctstream.jpegdct;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The tensors of one or more pictures, in the layout of {@link PackedPayload#unpack}: de-quantised
 * coefficients, [pictures, 64, height, width] in blocks. Positions and limits of the buffers are
 * neither used nor changed.
 *
 * @param y of the grid's size
 * @param cb of half that size in each direction
 * @param cr as {@code cb}
 */
public record Planes(FloatBuffer y, FloatBuffer cb, FloatBuffer cr) {
  /** New direct buffers of zeros, with room for so many pictures. */
  public static Planes allocate(BlockGrid grid, int pictures) {
    return new Planes(
        direct(pictures * grid.lumaSize()),
        direct(pictures * grid.chromaSize()),
        direct(pictures * grid.chromaSize()));
  }

  /** Whether the buffers have a slot. */
  boolean hold(BlockGrid grid, int slot) {
    long pictures = slot + 1L;
    return slot >= 0
        && y.capacity() >= pictures * grid.lumaSize()
        && cb.capacity() >= pictures * grid.chromaSize()
        && cr.capacity() >= pictures * grid.chromaSize();
  }

  private static FloatBuffer direct(int count) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
