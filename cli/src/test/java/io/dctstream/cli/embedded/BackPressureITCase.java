package io.dctstream.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.cluster.BrokerProcess;
import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Origin;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.StreamJob;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.samples.SampleImages;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that takes no more results: what comes in must stop, too, and go on with it. The long
 * form has {@code -Ddctstream.soak.pause-seconds=60}.
 */
class BackPressureITCase {
  private static final int IMAGES = 3_000;
  private static final int PAUSE_SECONDS = Integer.getInteger("dctstream.soak.pause-seconds", 1);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** One image under many ids; counts how many have been taken. */
  private static final class Images implements MapFunction<Long, ImageRecord> {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger TAKEN = new AtomicInteger();
    private static final byte[] JPEG = new SampleImages(17).draw(0).jpeg();

    @Override
    public ImageRecord map(Long number) {
      TAKEN.incrementAndGet();
      return new ImageRecord("image-" + number, new Origin("memory#" + number), number, JPEG);
    }
  }

  @Test
  void nothingPilesUpWhileTheSinkStandsStill(@TempDir Path directory) throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(directory);
        EmbeddedCluster cluster = EmbeddedCluster.start(2, 0)) {
      for (String topic : new String[] {"images", "predictions", "rejects"}) {
        broker.createTopic(topic, 1);
      }
      Topics topics = new Topics(broker.bootstrapServers());
      Configuration options = options(broker.bootstrapServers());
      StreamExecutionEnvironment environment = cluster.environment(options).setParallelism(1);
      DataStream<ImageRecord> images =
          environment.fromSequence(1, IMAGES).uid("numbers").map(new Images()).uid("images");
      StreamJob.classify(images, options);
      JobClient job = environment.executeAsync();
      await(() -> !topics.committedIds("predictions").isEmpty());

      broker.process().pause();
      int taken = takenWhenItStopped();
      long heap = heapInUse();
      Thread.sleep(Duration.ofSeconds(PAUSE_SECONDS).toMillis());
      System.out.printf(
          "stopped after %d of %d images; heap in use %d MiB, after %d s %d MiB%n",
          taken, IMAGES, heap >> 20, PAUSE_SECONDS, heapInUse() >> 20);
      assertThat(Images.TAKEN).as("images in memory").hasValueLessThan(IMAGES);
      broker.process().resume();

      job.getJobExecutionResult().get();
      assertThat(topics.committedIds("predictions")).hasSize(IMAGES).doesNotHaveDuplicates();
    }
  }

  private static Configuration options(String bootstrapServers) {
    Configuration options =
        new Configuration()
            .set(KafkaOptions.BOOTSTRAP_SERVERS, bootstrapServers)
            .set(KafkaOptions.INPUT_TOPIC, "images")
            .set(KafkaOptions.OUTPUT_TOPIC, "predictions")
            .set(KafkaOptions.REJECTS_TOPIC, "rejects")
            .set(InferenceOptions.MODEL_PATH, "../models/shapes/1/model.onnx")
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    // Predictions are small: by default the producer alone would hold all of them.
    options.setString("dctstream.kafka.properties.buffer.memory", "200000");
    options.setString("dctstream.kafka.properties.max.request.size", "100000");
    return options;
  }

  private static long heapInUse() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** Waits until no image has come for some seconds. */
  private static int takenWhenItStopped() throws InterruptedException {
    int before;
    int taken = -1;
    do {
      before = taken;
      Thread.sleep(3000);
      taken = Images.TAKEN.get();
    } while (taken > before);
    return taken;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.sleep(200);
    }
  }
}
