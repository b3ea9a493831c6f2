package io.dctstream.job.archive;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/** Groups the files of a walk into what makes a split: a shard alone, small files by size. */
final class Portions {
  /** Small enough that at the end of the work no reader is long alone. */
  private static final long TARGET_BYTES = 4 << 20;

  private static final int MOST_FILES = 500;

  /** Files for one split, and where the walk is behind them. */
  record Portion(List<FoundFile> files, WalkPosition position) {}

  private final TreeWalk walk;
  @Nullable private TreeWalk.Found held;

  Portions(TreeWalk walk) {
    this.walk = walk;
  }

  /** The next portion; null when there is no more. */
  @Nullable
  Portion next() {
    List<FoundFile> files = new ArrayList<>();
    WalkPosition position = null;
    long bytes = 0;
    while (bytes < TARGET_BYTES && files.size() < MOST_FILES) {
      TreeWalk.Found found = held == null ? walk.next() : held;
      held = null;
      if (found == null) {
        break;
      }
      boolean shard = Shard.is(found.file().uri());
      if (shard && !files.isEmpty()) {
        held = found;
        break;
      }
      files.add(found.file());
      position = found.position();
      bytes += found.file().bytes();
      if (shard) {
        break;
      }
    }
    return files.isEmpty() ? null : new Portion(files, position);
  }
}
