package io.dctstream.job.archive;

import java.net.URI;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What of an archive is not handed out yet.
 *
 * @param roots where the archive is, which must be the same when the job goes on
 * @param after the last file that was handed out; null before the first
 * @param splits how many were made, which numbers the next
 * @param returned splits of readers that failed
 */
record EnumeratorState(
    List<URI> roots, @Nullable WalkPosition after, long splits, List<ArchiveSplit> returned) {
  static EnumeratorState beginning(List<URI> roots) {
    return new EnumeratorState(roots, null, 0, List.of());
  }
}
