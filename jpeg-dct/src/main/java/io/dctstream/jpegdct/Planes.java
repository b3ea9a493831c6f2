package io.dctstream.jpegdct;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The tensors of one or more pictures, in the layout of {@link PackedPayload#unpack}: de-quantised
 * coefficients of a {@link TensorLayout}. Positions and limits of the buffers are neither used nor
 * changed.
 *
 * @param y of the grid's size
 * @param cb of half that size in each direction
 * @param cr as {@code cb}
 */
public record Planes(FloatBuffer y, FloatBuffer cb, FloatBuffer cr) {
  /**
   * @throws IllegalArgumentException if a buffer is not direct, or not of the machine's byte order
   */
  public Planes {
    requireNative(y);
    requireNative(cb);
    requireNative(cr);
  }

  /** New direct buffers of zeros, with room for so many pictures. */
  public static Planes allocate(TensorLayout layout, int pictures) {
    return new Planes(
        direct(pictures * layout.lumaSize()),
        direct(pictures * layout.chromaSize()),
        direct(pictures * layout.chromaSize()));
  }

  /** Whether the buffers have a slot. */
  private boolean hold(TensorLayout layout, int slot) {
    long pictures = slot + 1L;
    return slot >= 0
        && y.capacity() >= pictures * layout.lumaSize()
        && cb.capacity() >= pictures * layout.chromaSize()
        && cr.capacity() >= pictures * layout.chromaSize();
  }

  /**
   * Makes sure that native code may write to a slot.
   *
   * @throws IllegalArgumentException if it is not there
   */
  void requireSlot(String name, TensorLayout layout, int slot) {
    if (!hold(layout, slot)) {
      throw new IllegalArgumentException(
          "The tensors of the %s have no slot %d for %s blocks"
              .formatted(name, slot, layout.grid()));
    }
  }

  /** Where a slot begins, counted from a buffer's position, as native code counts. */
  static long offset(FloatBuffer buffer, int slot, int slotSize) {
    return (long) slot * slotSize - buffer.position();
  }

  private static void requireNative(FloatBuffer buffer) {
    if (!buffer.isDirect() || buffer.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException(
          "The tensors are direct buffers of native byte order:"
              + " allocateDirect(...).order(nativeOrder())");
    }
  }

  private static FloatBuffer direct(int count) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
