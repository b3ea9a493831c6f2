package io.dctstream.job.archive;

import java.io.Closeable;
import java.io.IOException;
import javax.annotation.Nullable;

/** The files in a shard, one after the other, without folders and links. Not thread-safe. */
interface Members extends Closeable {
  /**
   * The next one; null after the last.
   *
   * @throws IOException if the shard cannot be read any further
   */
  @Nullable
  Member next() throws IOException;

  /** How many bytes of the shard, as it is stored, have been read. */
  long consumed();
}
