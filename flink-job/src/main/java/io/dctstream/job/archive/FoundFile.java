package io.dctstream.job.archive;

import javax.annotation.Nullable;

/**
 * A file to read.
 *
 * @param uri where it is, percent-encoded
 * @param bytes its length when it was found
 * @param modified when it was last changed, milliseconds since 1970-01-01 UTC
 * @param problem why it cannot be read, known already; null if nothing is wrong
 */
record FoundFile(String uri, long bytes, long modified, @Nullable String problem) {}
