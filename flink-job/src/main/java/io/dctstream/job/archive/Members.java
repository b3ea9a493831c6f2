package io.dctstream.job.archive;

import java.io.Closeable;
import java.io.IOException;
import javax.annotation.Nullable;

/**
 * The files in a shard, or its records or rows, one after the other; no folders and links. Not
 * thread-safe.
 */
interface Members extends Closeable {
  /**
   * The next one; null after the last.
   *
   * @throws IOException if the shard cannot be read any further
   */
  @Nullable
  Member next() throws IOException;

  /**
   * Passes over members.
   *
   * @return how many; fewer than asked for if there are no more
   * @throws IOException if the shard cannot be read any further
   */
  default long skip(long count) throws IOException {
    long passed = 0;
    while (passed < count && next() != null) {
      passed++;
    }
    return passed;
  }

  /** How many bytes of the shard, as it is stored, have been read. */
  long consumed();
}
