package io.dctstream.inference;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What inference counts. Each name's full path stands above it. */
final class InferenceMetrics {
  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.batchSize: images of the latest batches. */
  static final String BATCH_SIZE = "batchSize";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.runMicros: microseconds of the latest runs. */
  static final String RUN_MICROS = "runMicros";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.inFlight: images that are in a batch now. */
  static final String IN_FLIGHT = "inFlight";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.images: images that came in, rejects included. */
  static final String IMAGES = "images";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.batches: runs of the model. */
  static final String BATCHES = "batches";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.failures: images that became rejects. */
  static final String FAILURES = "failures";

  /** Values that a histogram remembers. */
  private static final int WINDOW = 1000;

  private final Histogram batchSize;
  private final Histogram runMicros;
  private final Counter images;
  private final Counter batches;
  private final Counter failures;

  InferenceMetrics(MetricGroup group, Gauge<Integer> inFlight) {
    batchSize = group.histogram(BATCH_SIZE, new DescriptiveStatisticsHistogram(WINDOW));
    runMicros = group.histogram(RUN_MICROS, new DescriptiveStatisticsHistogram(WINDOW));
    images = group.counter(IMAGES);
    batches = group.counter(BATCHES);
    failures = group.counter(FAILURES);
    group.gauge(IN_FLIGHT, inFlight);
  }

  void arrived() {
    images.inc();
  }

  void ran(int size, long nanos) {
    batches.inc();
    batchSize.update(size);
    runMicros.update(nanos / 1000);
  }

  void failed() {
    failures.inc();
  }
}
