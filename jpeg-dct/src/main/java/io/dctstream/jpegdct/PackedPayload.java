package io.dctstream.jpegdct;

import java.nio.FloatBuffer;

/**
 * Reads the packed payload that {@link FittedDecoder} writes: a picture's quantised coefficients,
 * the zeros left out.
 *
 * <p><b>Format, version 1</b> (16-bit numbers are little-endian):
 *
 * <pre>
 * 1 byte    version, 1
 * 1 byte    flags: 1 table entries have 16 bits; 2 Cb uses Y's table; 4 Cr uses Cb's table
 * 2 + 2     luma blocks wide and high; chroma has half of each
 * 64 (128)  table entries of Y, then of Cb and Cr unless a flag says they are another's
 * blocks    of Y, Cb, Cr, row by row, each:
 *   1 byte    bit v is set if the block's row v, vertical frequency v, has a value
 *   1 byte    for each such row: bit u is set if (u, v) has a value
 *   1 byte    for each value; -128 says that 16 bits follow
 * </pre>
 *
 * <p>Coefficient (0, 0) is the difference, modulo 2^16, from that of the block before in the plane.
 *
 * <p>Thread-safe: all methods are functions of their arguments.
 */
public final class PackedPayload {
  private static final int VERSION = 1;
  private static final int WIDE_TABLES = 1;
  private static final int CB_HAS_Y_TABLE = 2;
  private static final int CR_HAS_CB_TABLE = 4;
  private static final int ESCAPE = -128;
  private static final int HEADER_BYTES = 6;

  private final byte[] payload;
  private int position;

  private PackedPayload(byte[] payload) {
    this.payload = payload;
    this.position = HEADER_BYTES;
  }

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
   * Unpacks de-quantised coefficients into one slot of a batch's tensors, each of shape [batch, 64,
   * height, width]. The slot is overwritten whole. Positions and limits of the buffers are neither
   * used nor changed.
   *
   * @param payload what {@link FittedDecoder#decode} returned
   * @param grid the grid of the tensors
   * @param slot index of the picture in the batch
   * @throws IllegalArgumentException if the payload is damaged, of an unknown version or of another
   *     grid; the slot's content is then undefined
   */
  public static void unpack(
      byte[] payload, BlockGrid grid, int slot, FloatBuffer y, FloatBuffer cb, FloatBuffer cr) {
    BlockGrid packed = grid(payload);
    if (!packed.equals(grid)) {
      throw new IllegalArgumentException(
          "The payload has a grid of %s blocks, not %s".formatted(packed, grid));
    }
    try {
      new PackedPayload(payload).unpack(grid, slot, y, cb, cr);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("The payload ends before its blocks do", e);
    }
  }

  private void unpack(BlockGrid grid, int slot, FloatBuffer y, FloatBuffer cb, FloatBuffer cr) {
    int flags = payload[1];
    boolean wide = (flags & WIDE_TABLES) != 0;
    float[] tableY = table(wide);
    float[] tableCb = (flags & CB_HAS_Y_TABLE) != 0 ? tableY : table(wide);
    float[] tableCr = (flags & CR_HAS_CB_TABLE) != 0 ? tableCb : table(wide);
    int luma = grid.width() * grid.height();
    int chroma = grid.chromaWidth() * grid.chromaHeight();
    plane(tableY, luma, y, slot * grid.lumaSize());
    plane(tableCb, chroma, cb, slot * grid.chromaSize());
    plane(tableCr, chroma, cr, slot * grid.chromaSize());
    if (position != payload.length) {
      throw new IllegalArgumentException("The payload goes on after its last block");
    }
  }

  private float[] table(boolean wide) {
    float[] table = new float[BlockGrid.BLOCK_SIZE];
    for (int k = 0; k < table.length; k++) {
      table[k] = wide ? unsigned16(payload, position) : payload[position] & 0xFF;
      position += wide ? 2 : 1;
    }
    return table;
  }

  /** One component: blocks become columns of a [64, blocks] matrix. */
  private void plane(float[] table, int blocks, FloatBuffer tensor, int offset) {
    zero(tensor, offset, blocks * BlockGrid.BLOCK_SIZE);
    byte[] in = payload;
    int at = position; // in a local variable: this loop is the cost of filling a batch
    short dc = 0;
    for (int block = 0; block < blocks; block++) {
      int column = offset + block;
      long mask = 0; // of the whole block, so that one loop takes its values
      for (int rows = in[at++] & 0xFF; rows != 0; rows &= rows - 1) {
        int row = Integer.numberOfTrailingZeros(rows);
        mask |= (in[at++] & 0xFFL) << (row * BlockGrid.BLOCK_SIDE);
      }
      for (; mask != 0; mask &= mask - 1) {
        int k = Long.numberOfTrailingZeros(mask);
        int value = in[at++];
        if (value == ESCAPE) {
          value = (short) unsigned16(in, at);
          at += 2;
        }
        if (k == 0) {
          dc += (short) value;
        } else {
          tensor.put(column + k * blocks, value * table[k]);
        }
      }
      tensor.put(column, dc * table[0]);
    }
    position = at;
  }

  private static int unsigned16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  private static final float[] ZEROS = new float[4096];

  private static void zero(FloatBuffer buffer, int from, int count) {
    for (int done = 0; done < count; done += ZEROS.length) {
      buffer.put(from + done, ZEROS, 0, Math.min(ZEROS.length, count - done));
    }
  }
}
