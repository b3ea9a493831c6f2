package io.dctstream.cli.npz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** An array of 16-bit integers of any shape, written as numpy's {@code .npy} format 1.0. */
public final class NpyArray {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int HEADER_ALIGNMENT = 64;

  private final String header;
  private final short[] values;

  private NpyArray(String type, short[] values, int[] shape) {
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != values.length) {
      throw new IllegalArgumentException(
          "%d values do not fill the shape %s".formatted(values.length, Arrays.toString(shape)));
    }
    this.header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(
                type, Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" ")));
    this.values = values;
  }

  /**
   * An int16 array.
   *
   * @param values in C order: the last index runs fastest; not copied
   */
  public static NpyArray int16(short[] values, int... shape) {
    return new NpyArray("<i2", values, shape);
  }

  /**
   * A uint16 array.
   *
   * @param values unsigned, in C order: the last index runs fastest; not copied
   */
  public static NpyArray uint16(short[] values, int... shape) {
    return new NpyArray("<u2", values, shape);
  }

  /** Writes header and values, and leaves the stream open. */
  void writeTo(OutputStream out) throws IOException {
    int used = MAGIC.length + Short.BYTES + header.length() + 1;
    int padded = (used + HEADER_ALIGNMENT - 1) / HEADER_ALIGNMENT * HEADER_ALIGNMENT;
    String line = header + " ".repeat(padded - used) + "\n";
    out.write(MAGIC);
    out.write(line.length() & 0xff);
    out.write(line.length() >> 8);
    out.write(line.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(values);
    out.write(bytes.array());
  }
}
