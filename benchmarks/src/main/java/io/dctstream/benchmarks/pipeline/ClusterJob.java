package io.dctstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.dctstream.cli.Installation;
import io.dctstream.cli.cluster.SessionCluster;
import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.Placement;
import io.dctstream.job.kafka.KafkaOptions;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;

/** The job on TaskManagers that are processes, from Kafka to Kafka, exactly once. */
final class ClusterJob implements Way {
  /** The TaskManagers of the cluster that it runs on. */
  static final List<String> TASK_MANAGERS = List.of("decode", "gpu");

  private static final int POLL_MILLIS = 500;

  /** In the name of a task that has a sink. */
  private static final String SINK = ": Writer";

  private final Workload workload;
  private final SessionCluster cluster;
  private final EmbeddedBroker broker;
  private final String input;
  private final Placement placement;
  private int runs;
  private double shuffledBytes;

  ClusterJob(
      Workload workload,
      SessionCluster cluster,
      EmbeddedBroker broker,
      String input,
      Placement placement) {
    this.workload = workload;
    this.cluster = cluster;
    this.broker = broker;
    this.input = input;
    this.placement = placement;
  }

  @Override
  public String name() {
    return "job, Kafka to Kafka, processes, "
        + (placement == Placement.CHAINED ? "chained" : "apart");
  }

  /** Bytes an image that went from decoding to inference over the network in the latest run. */
  double shuffledBytes() {
    return shuffledBytes;
  }

  @Override
  public Sample run() throws Exception {
    String run = "processes-" + placement.name().toLowerCase(Locale.ROOT) + "-" + runs++;
    RunTopics topics = new RunTopics(broker, run, input).create();
    Configuration options = topics.options();
    options.set(KafkaOptions.BOUNDED, true);
    options.set(InferenceOptions.MODEL_PATH, workload.model().toAbsolutePath().toString());
    options.set(InferenceOptions.BATCH_SIZE, workload.batchSize());
    options.set(InferenceOptions.PLACEMENT, placement);
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, KafkaJob.CHECKPOINT_INTERVAL);
    double cpu = cpuSeconds();
    String job = cluster.submit(Installation.jobJar(), Optional.empty(), options);
    String state = cluster.rest().state(job);
    while (!state.equals("FINISHED")) {
      if (state.equals("FAILED")) {
        throw new IllegalStateException("The job failed; the cluster's log says why");
      }
      Thread.sleep(POLL_MILLIS);
      state = cluster.rest().state(job);
    }
    cpu = cpuSeconds() - cpu;
    shuffledBytes = writtenBytes(job) / (double) workload.images();
    return new Sample(topics.perSecond(workload), cpu, OptionalDouble.empty());
  }

  private double cpuSeconds() {
    return TASK_MANAGERS.stream()
        .mapToDouble(name -> ProcessUse.cpuSeconds(cluster.taskManager(name).pid()))
        .sum();
  }

  /** What the tasks of a job gave to others; those with a sink count what goes to Kafka, too. */
  private long writtenBytes(String job) throws IOException {
    long sum = 0;
    for (JsonNode task : cluster.rest().get("/jobs/" + job).path("vertices")) {
      if (!task.path("name").asText().contains(SINK)) {
        sum += task.path("metrics").path("write-bytes").asLong();
      }
    }
    return sum;
  }
}
