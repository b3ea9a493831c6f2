package io.dctstream.job.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** Reads a stream to its end, at once where it is as long as it was said to be. */
final class WholeContent {
  /** What is taken from memory because of what a file or a shard says. */
  private static final int MOST_BELIEVED = 1 << 20;

  private WholeContent() {}

  /**
   * Reads.
   *
   * @param expected how many bytes there should be; -1 if that is not known
   * @param most how many are read
   */
  static byte[] read(InputStream in, long expected, int most) throws IOException {
    if (expected < 0 || expected >= Math.min(most, MOST_BELIEVED)) {
      return in.readNBytes(most);
    }
    byte[] bytes = new byte[(int) expected + 1]; // one more, to see the end
    int count = in.readNBytes(bytes, 0, bytes.length);
    return count <= expected
        ? Arrays.copyOf(bytes, count)
        : new SequenceInputStream(new ByteArrayInputStream(bytes), in).readNBytes(most);
  }
}
