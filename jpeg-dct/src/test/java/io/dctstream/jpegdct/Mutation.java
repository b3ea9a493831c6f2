package io.dctstream.jpegdct;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes of good files, changed without regard for what they mean. */
final class Mutation {
  private static final int MOST_CHANGES = 4;
  private static final int LONGEST_STRETCH = 16;

  private Mutation() {}

  /** One of the files with some bits and bytes flipped, cut out, inserted, or of another file. */
  static byte[] of(List<byte[]> files, Random random) {
    byte[] bytes = any(files, random).clone();
    for (int left = 1 + random.nextInt(MOST_CHANGES); left > 0 && bytes.length > 0; left--) {
      bytes = changed(bytes, files, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, List<byte[]> files, Random random) {
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(LONGEST_STRETCH));
    return switch (random.nextInt(16)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1, 2 -> replaced(bytes, at, end, new byte[0]);
      case 3, 4 -> {
        byte[] inserted = new byte[end - at];
        random.nextBytes(inserted);
        yield replaced(bytes, at, at, inserted);
      }
      case 5, 6 -> {
        byte[] other = any(files, random);
        int from = random.nextInt(other.length);
        yield replaced(bytes, at, bytes.length, Arrays.copyOfRange(other, from, other.length));
      }
      case 7, 8, 9 -> with(bytes, at, random.nextBoolean() ? 0xFF : 0);
      case 10, 11 -> with(bytes, at, random.nextInt());
      default -> with(bytes, at, bytes[at] ^ 1 << random.nextInt(Byte.SIZE));
    };
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    return bytes;
  }

  private static byte[] any(List<byte[]> files, Random random) {
    return files.get(random.nextInt(files.size()));
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] with) {
    byte[] result = new byte[from + with.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(with, 0, result, from, with.length);
    System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
    return result;
  }
}
