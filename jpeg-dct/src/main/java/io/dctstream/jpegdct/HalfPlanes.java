package io.dctstream.jpegdct;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * The tensors of one or more pictures as {@link Planes} has them, in 16-bit floats (IEEE 754
 * binary16) for devices that compute with them. Integers up to 2048 are exact, greater ones are
 * rounded to the nearest.
 *
 * <p>Not thread-safe.
 */
public final class HalfPlanes {
  private final TensorLayout layout;
  private final Planes one;
  private final ShortBuffer y;
  private final ShortBuffer cb;
  private final ShortBuffer cr;

  private HalfPlanes(TensorLayout layout, int pictures) {
    this.layout = layout;
    this.one = Planes.allocate(layout, 1);
    this.y = direct(pictures * layout.lumaSize());
    this.cb = direct(pictures * layout.chromaSize());
    this.cr = direct(pictures * layout.chromaSize());
  }

  /** New direct buffers of zeros, with room for so many pictures. */
  public static HalfPlanes allocate(TensorLayout layout, int pictures) {
    return new HalfPlanes(layout, pictures);
  }

  public ShortBuffer y() {
    return y;
  }

  public ShortBuffer cb() {
    return cb;
  }

  public ShortBuffer cr() {
    return cr;
  }

  /**
   * Unpacks de-quantised coefficients into a slot, as {@link PackedPayload#unpack} does.
   *
   * @throws IllegalArgumentException if the payload is damaged, of an unknown version or of another
   *     grid; or if there is no such slot
   */
  public void unpack(byte[] payload, int slot) {
    if (slot < 0 || slot >= y.capacity() / layout.lumaSize()) {
      throw new IllegalArgumentException("The tensors have no slot " + slot);
    }
    PackedPayload.unpack(payload, layout, one, 0);
    write(one.y(), y, slot);
    write(one.cb(), cb, slot);
    write(one.cr(), cr, slot);
  }

  /**
   * Writes all of a buffer's floats, each 0 or at least 2^-14 in magnitude, as 16-bit floats. Those
   * beyond the greatest, 65504, become that.
   *
   * @param from direct, of native order
   * @param to direct, of native order
   * @param slot is counted in the length of {@code from}
   * @throws IllegalArgumentException if {@code to} has no such slot
   */
  public static void write(FloatBuffer from, ShortBuffer to, int slot) {
    if (slot < 0 || to.capacity() < (slot + 1L) * from.capacity()) {
      throw new IllegalArgumentException("The tensor has no slot " + slot);
    }
    JpegNative.writeHalves(
        from.duplicate().rewind(),
        from.capacity(),
        to.duplicate().rewind(),
        (long) slot * from.capacity());
  }

  private static ShortBuffer direct(int count) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(count, Short.BYTES))
        .order(ByteOrder.nativeOrder())
        .asShortBuffer();
  }
}
