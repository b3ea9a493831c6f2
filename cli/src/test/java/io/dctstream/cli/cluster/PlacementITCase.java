package io.dctstream.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.FlinkRest.Subtask;
import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.cli.embedded.Topics;
import io.dctstream.job.DecodeOptions;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.Placement;
import io.dctstream.samples.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decoding on one machine and inference on another, before and after a failure. */
class PlacementITCase {
  private static final String DECODE = "decode";
  private static final String GPU = "gpu";

  @Test
  void decodingWaitsForItsMachineRatherThanMoveToTheGpu(@TempDir Path directory) throws Exception {
    Path jar = TestJob.jar();
    ClusterSettings settings =
        new ClusterSettings(
            directory, 0, List.of(DECODE, GPU), 2, List.of(jar), TestJob.SHORT_LIVED);
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        SessionCluster cluster = SessionCluster.start(settings)) {
      broker.createTopic("images", 1);
      broker.createTopic("predictions", 1);
      broker.createTopic("rejects", 1);
      Topics topics = new Topics(broker.bootstrapServers());
      Configuration options =
          TestJob.options(broker.bootstrapServers())
              .set(CoreOptions.DEFAULT_PARALLELISM, 1)
              .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1))
              .set(InferenceOptions.PLACEMENT, Placement.APART)
              .set(InferenceOptions.RESOURCE, GPU)
              .set(DecodeOptions.RESOURCE, DECODE);
      String job = cluster.submit(jar, Optional.empty(), options);
      await(cluster, job, PlacementITCase::allRun);
      assertPlaces(cluster.rest().subtasks(job));
      send(topics, 0, 10);

      cluster.taskManager(DECODE).kill();
      send(topics, 10, 20);
      List<Subtask> waiting =
          await(
              cluster,
              job,
              tasks -> tasks.stream().allMatch(task -> task.state().equals("SCHEDULED")));
      assertThat(cluster.rest().taskManagers()).as("room for all of it").contains(GPU);
      assertThat(waiting).filteredOn(task -> task.task().contains("decode")).isNotEmpty();

      cluster.startAgain();
      await(cluster, job, PlacementITCase::allRun);
      assertPlaces(cluster.rest().subtasks(job));
      String savepoint = cluster.stop(job);
      assertThat(topics.committedIds("predictions"))
          .containsExactlyInAnyOrderElementsOf(ids(0, 20));

      // The jar is in the cluster's lib folder: the next job leaves no second copy of the natives.
      await(cluster, cluster.submit(jar, Optional.of(savepoint), options), PlacementITCase::allRun);
      assertThat(copiesOfOnnxRuntime(cluster.taskManager(GPU).pid())).isEqualTo(1);
    }
  }

  private static long copiesOfOnnxRuntime(long pid) throws IOException {
    try (Stream<String> mapped = Files.lines(Path.of("/proc/%d/maps".formatted(pid)))) {
      return mapped
          .filter(line -> line.endsWith("/libonnxruntime.so"))
          .map(line -> line.substring(line.indexOf('/')))
          .distinct()
          .count();
    }
  }

  private static boolean allRun(List<Subtask> tasks) {
    return tasks.stream().allMatch(task -> task.state().equals("RUNNING"));
  }

  private static void assertPlaces(List<Subtask> tasks) {
    assertThat(tasks).anyMatch(task -> task.task().contains("inference"));
    assertThat(tasks)
        .allSatisfy(
            task ->
                assertThat(task.taskManager())
                    .as(task.task())
                    .isEqualTo(task.task().contains("inference") ? GPU : DECODE));
  }

  private static List<Subtask> await(
      SessionCluster cluster, String job, Predicate<List<Subtask>> condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (true) {
      List<Subtask> tasks = cluster.rest().subtasks(job);
      if (!tasks.isEmpty() && condition.test(tasks)) {
        return tasks;
      }
      assertThat(System.nanoTime()).as("waited too long: %s", tasks).isLessThan(deadline);
      Thread.sleep(200);
    }
  }

  private static void send(Topics topics, int from, int to) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String id : ids(from, to)) {
      byte[] jpeg = new SampleImages(31).draw(records.size()).jpeg();
      records.add(new ProducerRecord<>("images", id.getBytes(UTF_8), jpeg));
    }
    topics.send(records);
  }

  private static List<String> ids(int from, int to) {
    List<String> ids = new ArrayList<>();
    for (int i = from; i < to; i++) {
      ids.add("image-" + i);
    }
    return ids;
  }
}
