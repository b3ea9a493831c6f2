package io.dctstream.jpegdct;

/**
 * Reads the packed payload that {@link FittedDecoder} writes: a picture's quantised coefficients,
 * the zeros left out.
 *
 * <p><b>Format, version 2</b> (16-bit numbers are little-endian):
 *
 * <pre>
 * 1 byte    version, 2
 * 1 byte    flags: 1 table entries have 16 bits; 2 Cb uses Y's table; 4 Cr uses Cb's table
 * 2 + 2     luma blocks wide and high; chroma has half of each
 * 64 (128)  table entries of Y, then of Cb and Cr unless a flag says they are another's
 * blocks    of Y, Cb, Cr, row by row, each:
 *   1 byte    bit v is set if the block's row v, vertical frequency v, has a value
 *   1 byte    for each such row: bit u is set if (u, v) has a value
 *   1 byte    for each value, -128 for those beyond -127 to 127
 *   2 bytes   for each of the latter
 * </pre>
 *
 * <p>Coefficient (0, 0) is the difference, modulo 2^16, from that of the block before in the plane.
 *
 * <p>Thread-safe: all methods are functions of their arguments.
 */
public final class PackedPayload {
  private static final int VERSION = 2;
  private static final int HEADER_BYTES = 6;

  private PackedPayload() {}

  /**
   * The grid of a payload.
   *
   * @throws IllegalArgumentException if the payload is damaged or of an unknown version
   */
  public static BlockGrid grid(byte[] payload) {
    if (payload.length < HEADER_BYTES || payload[0] != VERSION) {
      throw new IllegalArgumentException(
          "The payload is not one of version %d, the only one known here".formatted(VERSION));
    }
    try {
      return new BlockGrid(unsigned16(payload, 2), unsigned16(payload, 4));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The payload has no possible grid", e);
    }
  }

  /**
   * Unpacks de-quantised coefficients into one slot of a batch's tensors. The slot is overwritten
   * whole.
   *
   * @param payload what {@link FittedDecoder#decode(byte[])} returned
   * @param layout of the tensors; frequencies that it lacks are left out
   * @param slot index of the picture in the batch
   * @throws IllegalArgumentException if the payload is damaged, of an unknown version or of another
   *     grid, when the slot's content is undefined; or if there is no such slot
   */
  public static void unpack(byte[] payload, TensorLayout layout, Planes batch, int slot) {
    BlockGrid packed = grid(payload);
    if (!packed.equals(layout.grid())) {
      throw new IllegalArgumentException(
          "The payload has a grid of %s blocks, not %s".formatted(packed, layout.grid()));
    }
    batch.requireSlot("batch", layout, slot);
    int status =
        JpegNative.unpack(
            payload,
            payload.length,
            layout.lumaMask(),
            layout.chromaMask(),
            batch.y(),
            batch.cb(),
            batch.cr(),
            Planes.offset(batch.y(), slot, layout.lumaSize()),
            Planes.offset(batch.cb(), slot, layout.chromaSize()),
            Planes.offset(batch.cr(), slot, layout.chromaSize()));
    if (status != JpegNative.COMPLETE) {
      throw new IllegalArgumentException(
          status == JpegNative.ENDS_TOO_EARLY
              ? "The payload ends before its blocks do"
              : "The payload goes on after its last block");
    }
  }

  private static int unsigned16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }
}
