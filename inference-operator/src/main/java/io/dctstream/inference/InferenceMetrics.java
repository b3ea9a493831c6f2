package io.dctstream.inference;

import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.RejectCode;
import io.dctstream.inference.serving.Lineup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What inference counts. Each name's full path stands above it. */
final class InferenceMetrics {
  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.images: images that came in, rejects included. */
  static final String IMAGES = "images";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.bytesIn: bytes of their payloads. */
  static final String BYTES_IN = "bytesIn";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.inFlight: images that are in a batch now. */
  static final String IN_FLIGHT = "inFlight";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.batches: runs of the models that serve. */
  static final String BATCHES = "batches";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.batchSize: images of the latest batches. */
  static final String BATCH_SIZE = "batchSize";

  /**
   * HOST.taskmanager.TM.JOB.inference.SUBTASK.fillMicros: from a batch's first image to its last.
   */
  static final String FILL_MICROS = "fillMicros";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.queueMicros: from its last image to its run. */
  static final String QUEUE_MICROS = "queueMicros";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.runMicros: microseconds of the latest runs. */
  static final String RUN_MICROS = "runMicros";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.latencyMillis: from event time to leaving here. */
  static final String LATENCY_MILLIS = "latencyMillis";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.batchFailures: batches that ran again one by one. */
  static final String BATCH_FAILURES = "batchFailures";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.code.CODE.rejects: rejects of one reason. */
  static final String REJECTS = "rejects";

  /** The label that tells the reasons of {@link #REJECTS} apart. */
  static final String CODE = "code";

  /**
   * HOST.taskmanager.TM.JOB.inference.SUBTASK.version.VERSION.predictions: those of one version.
   */
  static final String PREDICTIONS = "predictions";

  /** The label that tells the versions of {@link #PREDICTIONS} apart. */
  static final String VERSION = "version";

  /**
   * HOST.taskmanager.TM.JOB.inference.SUBTASK.comparisons: predictions compared with a shadow's.
   */
  static final String COMPARISONS = "comparisons";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.modelVersion: what serves, such as v3=90,v4=10. */
  static final String MODEL_VERSION = "modelVersion";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.modelAgeSeconds: since its file was written. */
  static final String MODEL_AGE_SECONDS = "modelAgeSeconds";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.swaps: how often other versions took over. */
  static final String SWAPS = "swaps";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.refusedModels: model files that were refused. */
  static final String REFUSED_MODELS = "refusedModels";

  /** HOST.taskmanager.TM.JOB.inference.SUBTASK.failedPolls: looks for versions that failed. */
  static final String FAILED_POLLS = "failedPolls";

  /** Values that a histogram remembers. */
  private static final int WINDOW = 1000;

  private final MetricGroup group;
  private final Counter images;
  private final Counter bytesIn;
  private final Counter batches;
  private final Histogram batchSize;
  private final Histogram fillMicros;
  private final Histogram queueMicros;
  private final Histogram runMicros;
  private final Histogram latencyMillis;
  private final Counter batchFailures;
  private final Counter rejects;
  private final Counter comparisons;
  private final Counter swaps;
  private final Counter refusedModels;
  private final Counter failedPolls;
  private final Map<String, Counter> predictions = new HashMap<>();
  private int inFlight;

  InferenceMetrics(MetricGroup group) {
    this.group = group;
    images = group.counter(IMAGES);
    bytesIn = group.counter(BYTES_IN);
    batches = group.counter(BATCHES);
    batchSize = histogram(BATCH_SIZE);
    fillMicros = histogram(FILL_MICROS);
    queueMicros = histogram(QUEUE_MICROS);
    runMicros = histogram(RUN_MICROS);
    latencyMillis = histogram(LATENCY_MILLIS);
    batchFailures = group.counter(BATCH_FAILURES);
    rejects = group.addGroup(CODE, RejectCode.INFERENCE_FAILED.name()).counter(REJECTS);
    comparisons = group.counter(COMPARISONS);
    swaps = group.counter(SWAPS);
    refusedModels = group.counter(REFUSED_MODELS);
    failedPolls = group.counter(FAILED_POLLS);
    group.<Integer, Gauge<Integer>>gauge(IN_FLIGHT, () -> inFlight);
  }

  /** Shows what serves. */
  void show(Supplier<Lineup> lineup) {
    group.<String, Gauge<String>>gauge(MODEL_VERSION, () -> lineup.get().toString());
    group.<Long, Gauge<Long>>gauge(
        MODEL_AGE_SECONDS, () -> (System.currentTimeMillis() - lineup.get().modified()) / 1000);
  }

  void arrived(PackedImage image) {
    images.inc();
    bytesIn.inc(image.payload().length);
  }

  /** An image has found its place in a batch. */
  void taken() {
    inFlight++;
  }

  void ran(MicroBatch batch) {
    MicroBatch.Times times = batch.times();
    inFlight -= batch.size();
    batches.inc();
    batchSize.update(batch.size());
    fillMicros.update(times.fill() / 1000);
    queueMicros.update(times.queue() / 1000);
    runMicros.update(times.run() / 1000);
    if (batch.ranOneByOne()) {
      batchFailures.inc();
    }
  }

  /** Predictions of one batch leave. */
  void predicted(String version, List<Prediction> left) {
    predictions
        .computeIfAbsent(version, name -> group.addGroup(VERSION, name).counter(PREDICTIONS))
        .inc(left.size());
    long now = System.currentTimeMillis();
    for (Prediction prediction : left) {
      if (prediction.timestamp() >= 0) { // Kafka has records without a time
        latencyMillis.update(now - prediction.timestamp());
      }
    }
  }

  void rejected() {
    rejects.inc();
  }

  void compared(int count) {
    comparisons.inc(count);
  }

  void swapped() {
    swaps.inc();
  }

  Counter refusedModels() {
    return refusedModels;
  }

  Counter failedPolls() {
    return failedPolls;
  }

  private Histogram histogram(String name) {
    return group.histogram(name, new DescriptiveStatisticsHistogram(WINDOW));
  }
}
