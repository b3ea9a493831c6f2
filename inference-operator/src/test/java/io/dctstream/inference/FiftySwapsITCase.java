package io.dctstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.Origin;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.inference.serving.Deployment;
import io.dctstream.inference.serving.ModelsFolder;
import io.dctstream.jpegdct.Warnings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fifty versions, one after the other, published while a job of two subtasks is busy. */
@Timeout(300)
class FiftySwapsITCase {
  private static final int SWAPS = 50;
  private static final int SUBTASKS = 2;
  private static final int WARM = 10;

  /** Of each model. Were they not closed, each subtask would hold that much more for each swap. */
  private static final int BALLAST = 8 << 20;

  private static final int PAGE_BYTES = 4096;

  /** What a prediction says of the version that made it. */
  private record Served(String id, int version, long at) {}

  private static final Queue<Served> SERVED = new ConcurrentLinkedQueue<>();
  private static final AtomicIntegerArray LATEST = new AtomicIntegerArray(SUBTASKS);
  private static final AtomicLong SENT = new AtomicLong();
  private static volatile boolean enough;

  @Test
  void noImageIsLostAndEachIsOfAVersionThatWasLive(@TempDir Path directory) throws Exception {
    ModelsFolder folder = new ModelsFolder(directory);
    long[] published = new long[SWAPS + 2];
    publish(folder, 1);
    JobClient job = submit(folder.deploy("latest", Duration.ofMillis(20)));
    awaitOnAllSubtasks(1);
    long before = 0;
    for (int version = 2; version <= SWAPS + 1; version++) {
      published[version] = System.currentTimeMillis();
      publish(folder, version);
      awaitOnAllSubtasks(version);
      folder.remove(Integer.toString(version - 1));
      if (version == WARM) {
        before = nativeBytes();
      }
    }
    long growth = nativeBytes() - before;
    enough = true;
    job.getJobExecutionResult().get();

    assertThat(SERVED).hasSize((int) SENT.get());
    assertThat(SERVED).extracting(Served::id).doesNotHaveDuplicates();
    for (Served served : SERVED) {
      assertThat(served.at())
          .as("after it came: %s", served)
          .isGreaterThanOrEqualTo(published[served.version()]);
      if (served.version() < SWAPS) {
        // Two versions on, all subtasks had swapped to the one between.
        assertThat(served.at())
            .as("before it went: %s", served)
            .isLessThanOrEqualTo(published[served.version() + 2]);
      }
    }
    long leak = (long) SUBTASKS * (SWAPS + 1 - WARM) * BALLAST;
    assertThat(growth).as("bytes outside the heap").isLessThan(leak / 2);
  }

  private static JobClient submit(Deployment deployment) throws Exception {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(SUBTASKS, settings);
    environment
        .fromSequence(0, 4_000_000)
        .flatMap(new Traffic())
        .transform(
            "inference",
            TypeInformation.of(Prediction.class),
            new InferenceOperatorFactory(
                deployment, new InferenceSettings(8, Duration.ZERO, 1, 1, Device.CPU)))
        .map(new Witness())
        .sinkTo(new DiscardingSink<>());
    return environment.executeAsync();
  }

  private static void publish(ModelsFolder folder, int version) throws IOException {
    folder.publish(
        Integer.toString(version),
        TestModel.version(Integer.toString(version)).withBallast(BALLAST));
  }

  private static void awaitOnAllSubtasks(int version) throws InterruptedException {
    for (int subtask = 0; subtask < SUBTASKS; subtask++) {
      while (LATEST.get(subtask) < version) {
        Thread.sleep(1);
      }
    }
  }

  /**
   * What the process has in memory, less the heap. The least of some seconds, because the heap
   * gives its pages back bit by bit, and models come and go.
   */
  private static long nativeBytes() throws IOException, InterruptedException {
    System.gc();
    long least = Long.MAX_VALUE;
    for (int sample = 0; sample < 20; sample++) {
      Thread.sleep(100);
      String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
      least = Math.min(least, Long.parseLong(pages) * PAGE_BYTES - heap);
    }
    return least;
  }

  /** An image a number, until it is enough. */
  private static final class Traffic implements FlatMapFunction<Long, PackedImage> {
    private static final long serialVersionUID = 1L;
    private static final byte[] PAYLOAD = TestImages.payload(0);
    private static final Origin ORIGIN = Origin.file("test");

    @Override
    public void flatMap(Long number, Collector<PackedImage> out) throws InterruptedException {
      if (!enough) {
        if (number % 8 == 0) {
          Thread.sleep(1);
        }
        SENT.incrementAndGet();
        out.collect(
            new PackedImage(
                "image" + number, ORIGIN, System.currentTimeMillis(), PAYLOAD, Warnings.NONE));
      }
    }
  }

  /** Notes which version made a prediction, and on which subtask. */
  private static final class Witness extends RichMapFunction<Prediction, Prediction> {
    private static final long serialVersionUID = 1L;

    @Override
    public Prediction map(Prediction prediction) {
      int version = Integer.parseInt(prediction.version());
      SERVED.add(new Served(prediction.id(), version, prediction.classifiedAt()));
      LATEST.set(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), version);
      return prediction;
    }
  }
}
