package io.dctstream.job.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Ends the reading of compressed data that was made to expand without end. */
final class ExpansionLimit extends FilterInputStream {
  /** No archive of images comes near: JPEG files hardly become smaller. */
  private static final long MOST_TIMES = 100;

  private static final long HARMLESS_BYTES = 256 << 20;

  private final LongSupplier stored;
  private long expanded;

  /**
   * @param stored how many compressed bytes have been read
   */
  ExpansionLimit(InputStream in, LongSupplier stored) {
    super(in);
    this.stored = stored;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    count(read);
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    // In pieces, so that the limit is looked at between them.
    long skipped = in.skip(Math.min(count, HARMLESS_BYTES / 16));
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) throws IOException {
    expanded += Math.max(0, bytes);
    if (expanded > HARMLESS_BYTES && expanded / MOST_TIMES > stored.getAsLong()) {
      throw new IOException(
          "it expands to more than %d times its size, as no archive of images does"
              .formatted(MOST_TIMES));
    }
  }
}
