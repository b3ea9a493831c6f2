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
  private final ByteBuffer values;

  private NpyArray(String type, int length, int[] shape) {
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != length) {
      throw new IllegalArgumentException(
          "%d values do not fill the shape %s".formatted(length, Arrays.toString(shape)));
    }
    header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(
                type, Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" ")));
    values = ByteBuffer.allocate(length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * An int16 array.
   *
   * @param values in C order: the last index runs fastest
   */
  public static NpyArray int16(short[] values, int... shape) {
    NpyArray array = new NpyArray("<i2", values.length, shape);
    array.values.asShortBuffer().put(values);
    return array;
  }

  /**
   * A uint16 array.
   *
   * @param values in C order: the last index runs fastest
   */
  public static NpyArray uint16(char[] values, int... shape) {
    NpyArray array = new NpyArray("<u2", values.length, shape);
    array.values.asCharBuffer().put(values);
    return array;
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
    out.write(values.array());
  }
}
