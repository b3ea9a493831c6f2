package io.dctstream.samples;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** A way to damage a JPEG file, so that a decoder must refuse it. */
public enum Damage {
  /** The file ends after 20 to 80 % of its entropy-coded data, as after a broken transfer. */
  TRUNCATED {
    @Override
    public byte[] apply(byte[] jpeg, long seed) {
      int data = JpegSegments.end(jpeg, JpegSegments.find(jpeg, kind -> kind == JpegSegments.SOS));
      double kept = 0.2 + 0.6 * new Random(seed).nextDouble();
      return Arrays.copyOf(jpeg, data + (int) (kept * (jpeg.length - data)));
    }
  },
  /** As many random bytes; they do not begin with FF D8, as every JPEG file does. */
  GARBAGE {
    @Override
    public byte[] apply(byte[] jpeg, long seed) {
      byte[] bytes = new byte[jpeg.length];
      new Random(seed).nextBytes(bytes);
      bytes[0] &= 0x7f; // never FF
      return bytes;
    }
  },
  /** No bytes at all. */
  EMPTY {
    @Override
    public byte[] apply(byte[] jpeg, long seed) {
      return new byte[0];
    }
  },
  /** A web page saying that there is no picture, as crawlers often save under a picture's name. */
  NOT_JPEG {
    @Override
    public byte[] apply(byte[] jpeg, long seed) {
      return "<!DOCTYPE html>\n<title>404</title>\n<p>Picture %016x was not found.\n"
          .formatted(seed)
          .getBytes(StandardCharsets.US_ASCII);
    }
  };

  /**
   * The damaged file. The same arguments always give the same bytes.
   *
   * @param jpeg a JPEG file; stays as it is
   * @param seed chooses among the possible damages
   * @throws IllegalArgumentException if a JPEG file is needed and {@code jpeg} is none
   */
  public abstract byte[] apply(byte[] jpeg, long seed);
}
