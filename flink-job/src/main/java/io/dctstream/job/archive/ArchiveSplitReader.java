package io.dctstream.job.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Reads splits one after the other, on the thread that Flink has for reading. */
final class ArchiveSplitReader implements SplitReader<SplitImages.Step, ArchiveSplit> {
  /** What is read at once; bounds memory together with the length of Flink's queue. */
  private static final int MOST_STEPS = 64;

  private static final long MOST_BYTES = 1 << 20;

  private final ImageSelection wanted;
  private final Deque<ArchiveSplit> waiting = new ArrayDeque<>();
  @Nullable private ArchiveSplit split;
  @Nullable private SplitImages images;

  ArchiveSplitReader(ImageSelection wanted) {
    this.wanted = wanted;
  }

  @Override
  public RecordsWithSplitIds<SplitImages.Step> fetch() {
    if (images == null) {
      split = waiting.poll();
      if (split == null) {
        return new RecordsBySplits<>(Map.of(), Set.of());
      }
      images = new SplitImages(split, wanted);
    }
    List<SplitImages.Step> steps = new ArrayList<>();
    long bytes = 0;
    while (steps.size() < MOST_STEPS && bytes < MOST_BYTES) {
      SplitImages.Step step = images.next();
      if (step == null) {
        images = null;
        return new RecordsBySplits<>(Map.of(split.splitId(), steps), Set.of(split.splitId()));
      }
      steps.add(step);
      bytes += step.arrival().image() == null ? 0 : step.arrival().image().bytes().length;
    }
    return new RecordsBySplits<>(Map.of(split.splitId(), steps), Set.of());
  }

  @Override
  public void handleSplitsChanges(SplitsChange<ArchiveSplit> change) {
    waiting.addAll(change.splits());
  }

  @Override
  public void wakeUp() {
    // A fetch is short.
  }

  @Override
  public void close() {
    if (images != null) {
      images.close();
    }
  }
}
