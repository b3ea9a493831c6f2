package io.dctstream.job.archive;

import java.io.IOException;
import java.io.InputStream;
import javax.annotation.Nullable;

/**
 * A file in a shard, good until the next one is asked for.
 *
 * @param name its path in the shard
 * @param bytes its length; -1 if that is not known
 * @param modified when it was last changed, milliseconds since 1970-01-01 UTC
 * @param problem why it cannot be read; null if nothing is wrong
 * @param content opens it
 */
record Member(String name, long bytes, long modified, @Nullable String problem, Content content) {
  /** What a member holds; the stream is to be closed. */
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }
}
