package io.dctstream.job.archive;

import javax.annotation.Nullable;

/**
 * What a folder holds, or what the user named.
 *
 * @param name the last part of its path, percent-encoded as in a URI, so that names of any bytes
 *     have one
 * @param folder whether it is a folder
 * @param bytes its length, if it is a file
 * @param modified when it was last changed, milliseconds since 1970-01-01 UTC
 * @param identity equal for two ways to the same folder, where the storage has links
 * @param problem why it cannot be used, one sentence without its name; null if nothing is wrong
 */
record Entry(
    String name,
    boolean folder,
    long bytes,
    long modified,
    @Nullable Object identity,
    @Nullable String problem) {
  static Entry bad(String name, String problem) {
    return new Entry(name, false, 0, 0, null, problem);
  }
}
