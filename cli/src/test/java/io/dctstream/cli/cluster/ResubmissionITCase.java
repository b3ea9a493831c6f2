package io.dctstream.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dctstream.cli.FlinkRest;
import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.cli.embedded.Topics;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.job.kafka.StartingOffsets;
import io.dctstream.samples.SampleImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that come and go on one TaskManager, with the job jar in its library. The long form has
 * {@code -Ddctstream.soak.jobs=20}.
 */
class ResubmissionITCase {
  private static final int JOBS = Integer.getInteger("dctstream.soak.jobs", 3);
  private static final String TASK_MANAGER = "one";
  private static final String METASPACE = "Status.JVM.Memory.Metaspace.Used";
  private static final double ONE_COPY_OF_THE_CLASSES = 18e6;

  /** Pools of Flink that grow up to their limits. */
  private static final String POOLS = "flink";

  /** Each sink of the Kafka connector 5.0.0-2.2 opens an admin client that it never closes. */
  private static final String LEFT_BY_SINKS = "kafka-admin-client-thread";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void leaveNothingBehind(@TempDir Path directory) throws Exception {
    Path jar = TestJob.jar();
    Map<String, String> flink = new HashMap<>(TestJob.SHORT_LIVED);
    flink.put("metrics.fetcher.update-interval", "1000"); // or metrics are ten seconds old
    ClusterSettings settings =
        new ClusterSettings(directory, 0, List.of(TASK_MANAGER), 1, List.of(jar), flink);
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        SessionCluster cluster = SessionCluster.start(settings)) {
      for (String topic : List.of("images", "predictions", "rejects")) {
        broker.createTopic(topic, 1);
      }
      byte[] jpeg = new SampleImages(71).draw(0).jpeg();
      new Topics(broker.bootstrapServers())
          .send(List.of(new ProducerRecord<>("images", "image".getBytes(UTF_8), jpeg)));
      Configuration options =
          TestJob.options(broker.bootstrapServers())
              .set(KafkaOptions.STARTING_OFFSETS, StartingOffsets.EARLIEST)
              .set(CoreOptions.DEFAULT_PARALLELISM, 1)
              .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
      List<Double> metaspace = new ArrayList<>();
      List<List<String>> threads = new ArrayList<>();
      for (int i = 0; i < JOBS; i++) {
        String job = cluster.submit(jar, Optional.empty(), options);
        await(() -> cluster.rest().checkpointTime(job) > 0);
        cluster.flink(List.of("cancel", job));
        await(() -> cluster.rest().state(job).equals("CANCELED"));
        Thread.sleep(3000); // what the job had has ended, and the metrics are newer than that
        metaspace.add(metaspace(cluster.rest()));
        threads.add(threads(cluster.rest()));
        System.out.printf(
            "after job %d: metaspace %.1f MB, %d threads, %d more of Kafka's sinks%n",
            i + 1,
            metaspace.get(i) / 1e6,
            withoutSinks(threads.get(i)),
            threads.get(i).size() - withoutSinks(threads.get(i)));
      }

      assertThat(cluster.log(TASK_MANAGER)).doesNotContain("UnsatisfiedLinkError");
      assertThat(metaspace.get(JOBS - 1) - metaspace.get(0))
          .as("%s", metaspace)
          .isLessThan(ONE_COPY_OF_THE_CLASSES);
      assertThat(withoutSinks(threads.get(JOBS - 1)) - withoutSinks(threads.get(0)))
          .as("first %s, last %s", threads.get(0), threads.get(JOBS - 1))
          .isLessThanOrEqualTo(JOBS / 2);
    }
  }

  private static double metaspace(FlinkRest rest) throws IOException {
    return rest.get("/taskmanagers/%s/metrics?get=%s".formatted(TASK_MANAGER, METASPACE))
        .at("/0/value")
        .asDouble();
  }

  /** Names of the threads but for those of pools. */
  private static List<String> threads(FlinkRest rest) throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode thread :
        rest.get("/taskmanagers/%s/thread-dump".formatted(TASK_MANAGER)).path("threadInfos")) {
      names.add(thread.path("threadName").asText());
    }
    names.removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith(POOLS));
    return names;
  }

  private static long withoutSinks(List<String> threads) {
    return threads.stream().filter(name -> !name.startsWith(LEFT_BY_SINKS)).count();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.sleep(100);
    }
  }
}
