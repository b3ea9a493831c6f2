package io.dctstream.benchmarks.pipeline;

import io.dctstream.cli.embedded.EmbeddedCluster;
import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Prediction;
import io.dctstream.job.Classification;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.StreamJob;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The job on the embedded cluster, from pictures in memory to nowhere. */
final class MemoryJob implements Way {
  private final Workload workload;
  private final EmbeddedCluster cluster;

  MemoryJob(Workload workload, EmbeddedCluster cluster) {
    this.workload = workload;
    this.cluster = cluster;
  }

  @Override
  public String name() {
    return "job, from memory";
  }

  @Override
  public Sample run() throws Exception {
    double cpu = ProcessUse.cpuSeconds();
    Configuration options = new Configuration();
    options.set(InferenceOptions.MODEL_PATH, workload.model().toString());
    options.set(InferenceOptions.BATCH_SIZE, workload.batchSize());
    StreamExecutionEnvironment environment = cluster.environment(options);
    environment.setParallelism(1);
    StreamJob.configure(environment);
    DataStream<ImageRecord> images =
        environment
            .fromSource(
                new NumberSequenceSource(0, workload.images() - 1L),
                WatermarkStrategy.noWatermarks(),
                "numbers")
            .map(new Drawing(workload.jpegs().toArray(byte[][]::new)));
    Classification results = Classification.of(images, Optional.empty(), options);
    Stopwatch.reset(workload.warmUp(), workload.images());
    results.predictions().map(new Stopwatch()).sinkTo(new DiscardingSink<>());
    results.rejects().sinkTo(new DiscardingSink<>());
    JobClient job = environment.executeAsync("bench from memory");
    double batchSize = new BatchWatch(cluster, job).untilEnd();
    return new Sample(
        Stopwatch.perSecond(),
        ProcessUse.cpuSeconds() - cpu,
        batchSize > 0 ? OptionalDouble.of(batchSize) : OptionalDouble.empty());
  }

  /** Numbers to pictures. */
  private static final class Drawing implements MapFunction<Long, ImageRecord> {
    private static final long serialVersionUID = 1L;
    private static final Origin ORIGIN = Origin.file("memory");

    private final byte[][] jpegs;

    Drawing(byte[][] jpegs) {
      this.jpegs = jpegs;
    }

    @Override
    public ImageRecord map(Long number) {
      byte[] jpeg = jpegs[(int) (number % jpegs.length)];
      return new ImageRecord(number.toString(), ORIGIN, 0, jpeg);
    }
  }

  /** Takes the time of the second half; the job runs in this process. */
  private static final class Stopwatch implements MapFunction<Prediction, Prediction> {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final AtomicLong START = new AtomicLong();
    private static final AtomicLong END = new AtomicLong();
    private static volatile int from;
    private static volatile int to;

    static void reset(int warmUp, int images) {
      COUNT.set(0);
      from = warmUp;
      to = images;
    }

    static double perSecond() {
      if (COUNT.get() != to) {
        throw new IllegalStateException(
            "%d of %d images came out of the job from memory".formatted(COUNT.get(), to));
      }
      return (to - from) * 1e9 / (END.get() - START.get());
    }

    @Override
    public Prediction map(Prediction prediction) {
      int count = COUNT.incrementAndGet();
      if (count == from) {
        START.set(System.nanoTime());
      } else if (count == to) {
        END.set(System.nanoTime());
      }
      return prediction;
    }
  }
}
