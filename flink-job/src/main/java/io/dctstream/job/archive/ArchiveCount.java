package io.dctstream.job.archive;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.MetricGroup;

/** Counts, beside the work, what an archive holds, so that progress has a total. */
final class ArchiveCount implements AutoCloseable {
  /** HOST.jobmanager.JOB.VERTEX.coordinator.enumerator.files: images and shards, so far. */
  static final String FILES = "files";

  /** HOST.jobmanager.JOB.VERTEX.coordinator.enumerator.shards: shards among them. */
  static final String SHARDS = "shards";

  /** HOST.jobmanager.JOB.VERTEX.coordinator.enumerator.bytes: bytes of them all. */
  static final String BYTES = "bytes";

  /** HOST.jobmanager.JOB.VERTEX.coordinator.enumerator.counted: 1 when all are counted. */
  static final String COUNTED = "counted";

  private final Thread thread;
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong shards = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean counted;

  ArchiveCount(TreeWalk walk, MetricGroup group) {
    thread = new Thread(() -> count(walk), "archive-count");
    thread.setDaemon(true);
    group.gauge(FILES, files::get);
    group.gauge(SHARDS, shards::get);
    group.gauge(BYTES, bytes::get);
    group.gauge(COUNTED, () -> counted ? 1 : 0);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void count(TreeWalk walk) {
    for (TreeWalk.Found found = walk.next();
        found != null && !Thread.currentThread().isInterrupted();
        found = walk.next()) {
      files.incrementAndGet();
      bytes.addAndGet(found.file().bytes());
      if (Shard.is(found.file().uri())) {
        shards.incrementAndGet();
      }
    }
    counted = !Thread.currentThread().isInterrupted();
  }
}
