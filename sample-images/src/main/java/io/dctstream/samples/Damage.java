package io.dctstream.samples;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A way to damage a JPEG file, so that a decoder must refuse it. */
public enum Damage {
  /** The file ends after 20 to 80 % of its entropy-coded data, as after a broken transfer. */
  TRUNCATED {
    @Override
    public byte[] apply(byte[] jpeg, long seed) {
      throw new UnsupportedOperationException();
    }
  },
  /** As many random bytes; they do not begin with FF D8, the start of every JPEG file. */
  GARBAGE {
    @Override
    public byte[] apply(byte[] jpeg, long seed) {
      byte[] bytes = new byte[jpeg.length];
      new Random(seed).nextBytes(bytes);
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
  /**
   * A web page that says that there is no picture, as crawlers often save under a picture's name.
   */
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
   */
  public abstract byte[] apply(byte[] jpeg, long seed);
}
