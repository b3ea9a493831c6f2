package io.dctstream.job.archive;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Hands out splits as readers ask for them, and never lists more of the archive than that takes.
 */
final class ArchiveEnumerator implements SplitEnumerator<ArchiveSplit, EnumeratorState> {
  private final SplitEnumeratorContext<ArchiveSplit> context;
  private final List<URI> roots;
  private final Portions portions;
  private final ArchiveCount count;
  private final Deque<ArchiveSplit> returned;
  @Nullable private WalkPosition after;
  private long splits;

  /** Readers that have read all they were given, and get no more. */
  private final Set<Integer> finished = new HashSet<>();

  ArchiveEnumerator(
      SplitEnumeratorContext<ArchiveSplit> context, ImageNames images, EnumeratorState state) {
    this.context = context;
    this.roots = state.roots();
    this.portions = new Portions(new TreeWalk(roots, images, state.after()));
    this.count = new ArchiveCount(new TreeWalk(roots, images, null), context.metricGroup());
    this.returned = new ArrayDeque<>(state.returned());
    this.after = state.after();
    this.splits = state.splits();
  }

  @Override
  public void start() {
    count.start();
    context.setIsProcessingBacklog(true);
  }

  @Override
  public void handleSplitRequest(int reader, @Nullable String host) {
    if (!returned.isEmpty()) {
      assign(returned.removeFirst(), reader);
      return;
    }
    // Folders are listed on another thread, because that may take long.
    context.callAsync(portions::next, (portion, failure) -> handOut(portion, failure, reader));
  }

  private void handOut(
      @Nullable Portions.Portion portion, @Nullable Throwable failure, int reader) {
    if (failure != null) {
      throw new FlinkRuntimeException("The archive could not be listed", failure);
    }
    if (portion == null) {
      if (context.registeredReaders().containsKey(reader)) {
        context.signalNoMoreSplits(reader);
        finished.add(reader);
        // Then checkpoints come as often as at the end of the work, and the last results are seen.
        context.setIsProcessingBacklog(finished.size() < context.currentParallelism());
      }
      return;
    }
    after = portion.position();
    assign(new ArchiveSplit(Long.toString(splits++), portion.files(), Position.START), reader);
  }

  private void assign(ArchiveSplit split, int reader) {
    if (context.registeredReaders().containsKey(reader)) {
      context.assignSplit(split, reader);
    } else {
      returned.add(split); // its reader failed while the folders were listed
    }
  }

  @Override
  public void addSplitsBack(List<ArchiveSplit> unread, int reader) {
    returned.addAll(unread);
    finished.remove(reader);
    context.setIsProcessingBacklog(true);
  }

  @Override
  public void addReader(int reader) {
    // It asks by itself.
  }

  @Override
  public EnumeratorState snapshotState(long checkpointId) {
    return new EnumeratorState(roots, after, splits, new ArrayList<>(returned));
  }

  @Override
  public void close() {
    count.close();
  }
}
