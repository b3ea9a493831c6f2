package io.dctstream.job.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Values in Hadoop's form. */
final class Writables {
  /** Class names and metadata are short; what claims more is damaged. */
  private static final int LONGEST_TEXT = 1 << 20;

  private Writables() {}

  /** A whole number of one to nine bytes, whose first says how many, or is the number itself. */
  static long number(DataInputStream in) throws IOException {
    byte first = in.readByte();
    if (first >= -112) {
      return first;
    }
    boolean negative = first < -120;
    long number = 0;
    for (int left = negative ? -120 - first : -112 - first; left > 0; left--) {
      number = (number << 8) | in.readUnsignedByte();
    }
    return negative ? ~number : number;
  }

  /** A length. */
  static int length(DataInputStream in, int most) throws IOException {
    return length(number(in), most);
  }

  /** A length that has been read. */
  static int length(long length, int most) throws IOException {
    if (length < 0 || length > most) {
      throw new IOException("it is damaged: a length of %d".formatted(length));
    }
    return (int) length;
  }

  static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[length(in, LONGEST_TEXT)];
    in.readFully(bytes);
    return new String(bytes, UTF_8);
  }

  /**
   * A key as a name.
   *
   * @param keyClass Hadoop's class
   * @param number of the record, which names it if the key does not
   */
  static String name(String keyClass, byte[] key, long number) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(key));
    return switch (keyClass.substring(keyClass.lastIndexOf('.') + 1)) {
      case "Text" -> name(key, key.length - length(in, key.length));
      case "BytesWritable" -> name(key, Integer.BYTES);
      case "IntWritable" -> Integer.toString(ByteBuffer.wrap(key).getInt());
      case "LongWritable" -> Long.toString(ByteBuffer.wrap(key).getLong());
      default -> Long.toString(number);
    };
  }

  private static String name(byte[] key, int from) {
    byte[] name = new byte[Math.max(0, key.length - from)];
    System.arraycopy(key, key.length - name.length, name, 0, name.length);
    return Names.of(name, ISO_8859_1);
  }
}
