package io.dctstream.job.archive;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;

/** Asks for one split at a time, and keeps how far it has come. */
@SuppressWarnings("try") // Flink's close() says that it throws anything
final class ArchiveReader
    extends SingleThreadMultiplexSourceReaderBase<
        SplitImages.Step, Arrival, ArchiveSplit, AtomicReference<ArchiveSplit>> {
  /** Flink waits for its reading thread, which has been seen to sleep on (FLINK-40660). */
  private static final long CLOSE_TIMEOUT_MILLIS = 500;

  ArchiveReader(SourceReaderContext context, ImageSelection wanted) {
    super(
        () -> new ArchiveSplitReader(wanted),
        (step, output, split) -> {
          output.collect(step.arrival());
          ArchiveSplit before = split.get();
          split.set(new ArchiveSplit(before.splitId(), before.files(), step.behind()));
        },
        new Configuration(context.getConfiguration())
            .set(SourceReaderOptions.SOURCE_READER_CLOSE_TIMEOUT, CLOSE_TIMEOUT_MILLIS),
        context);
  }

  @Override
  public void start() {
    if (getNumberOfCurrentlyAssignedSplits() == 0) {
      context.sendSplitRequest();
    }
  }

  @Override
  protected void onSplitFinished(Map<String, AtomicReference<ArchiveSplit>> finished) {
    context.sendSplitRequest();
  }

  @Override
  protected AtomicReference<ArchiveSplit> initializedState(ArchiveSplit split) {
    return new AtomicReference<>(split);
  }

  @Override
  protected ArchiveSplit toSplitType(String splitId, AtomicReference<ArchiveSplit> split) {
    return split.get();
  }
}
