package io.dctstream.cli.chaos;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.chaos.ChaosPlan.Victim;
import io.dctstream.cli.cluster.BrokerProcess;
import io.dctstream.cli.cluster.ClusterSettings;
import io.dctstream.cli.cluster.SessionCluster;
import io.dctstream.cli.traffic.Ledger;
import io.dctstream.cli.traffic.Topics;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.Placement;
import io.dctstream.job.kafka.KafkaOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/**
 * The job between a broker and on a cluster that are processes of their own, and what kills them.
 * Images are sent all the while. Two TaskManagers have a slot more than the job needs for each of
 * its two steps apart, so that the loss of one always hits the job.
 */
public final class Chaos implements AutoCloseable {
  private static final int PARALLELISM = 2;
  private static final List<String> TASK_MANAGERS = List.of("first", "second");
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
  private static final int POLL_MILLIS = 100;

  private final Path jar;
  private final Configuration options;
  private final BrokerProcess broker;
  private final SessionCluster cluster;
  private String job;
  private int killed;

  private Chaos(Path jar, Configuration options, BrokerProcess broker, SessionCluster cluster) {
    this.jar = jar;
    this.options = options;
    this.broker = broker;
    this.cluster = cluster;
  }

  /**
   * Starts the processes and the job.
   *
   * @param directory receives all that the processes write
   * @param jar of the job
   * @param flink options of the cluster
   */
  public static Chaos start(Path directory, Path jar, Path model, Map<String, String> flink)
      throws CommandException, IOException, InterruptedException {
    BrokerProcess broker = BrokerProcess.start(directory.resolve("broker"));
    SessionCluster cluster = null;
    try {
      broker.createTopic(Topics.IMAGES, 2 * PARALLELISM);
      broker.createTopic(Topics.PREDICTIONS, PARALLELISM);
      broker.createTopic(Topics.REJECTS, 1);
      cluster =
          SessionCluster.start(
              new ClusterSettings(
                  directory.resolve("cluster"), 0, TASK_MANAGERS, PARALLELISM, List.of(), flink));
      Chaos chaos = new Chaos(jar, options(broker, model), broker, cluster);
      chaos.submit(Optional.empty());
      return chaos;
    } catch (CommandException | IOException | InterruptedException e) {
      broker.close();
      if (cluster != null) {
        cluster.close();
      }
      throw e;
    }
  }

  /**
   * Sends images while processes are killed, until all have come back.
   *
   * @param news is told of each recovery
   */
  public ChaosReport run(ChaosPlan plan, Consumer<String> news)
      throws CommandException, IOException, InterruptedException {
    long start = System.nanoTime();
    long deadline = start + plan.limit().toNanos();
    List<Recovery> recoveries = new ArrayList<>();
    awaitCheckpoint(0, deadline); // what is killed has begun to work
    try (Flow flow =
        new Flow(broker.bootstrapServers(), plan.images(), plan.perSecond(), deadline)) {
      for (Victim victim : plan.victims()) {
        Thread.sleep(plan.pause().toMillis());
        double at = seconds(start);
        long begun = System.nanoTime();
        long killedAt = System.currentTimeMillis();
        kill(victim);
        awaitCheckpoint(killedAt, deadline);
        Recovery recovery = new Recovery(victim, at, seconds(begun));
        recoveries.add(recovery);
        news.accept(
            "%.0f s: killed %s; committing again after %.1f s"
                .formatted(at, victim.words(), recovery.seconds()));
      }
      flow.finish();
      double seconds = seconds(start);
      cluster.stop(job);
      flow.readToEnd(); // what came twice may have come late
      Ledger ledger = flow.ledger();
      return new ChaosReport(
          ledger.sent(),
          ledger.predictions(),
          ledger.rejects().values().stream().mapToInt(Integer::intValue).sum(),
          ledger.faults(),
          recoveries,
          seconds);
    }
  }

  @Override
  public void close() {
    cluster.close();
    broker.close();
  }

  private void kill(Victim victim) throws CommandException, IOException, InterruptedException {
    switch (victim) {
      case TASK_MANAGER -> {
        cluster.taskManager(TASK_MANAGERS.get(killed++ % TASK_MANAGERS.size())).kill();
        cluster.startAgain();
      }
      case BROKER -> {
        broker.process().kill();
        broker.start();
      }
      case JOB_MANAGER -> {
        cluster.jobManager().kill();
        // A session cluster without high availability forgets its jobs; their checkpoints stay.
        Optional<String> checkpoint = cluster.checkpoint(job);
        cluster.startAgain();
        cluster.awaitTaskManagers(TASK_MANAGERS.size());
        submit(checkpoint);
      }
    }
  }

  private void submit(Optional<String> from)
      throws CommandException, IOException, InterruptedException {
    job = cluster.submit(jar, from, options);
  }

  /** Waits until results are committed that came after a time. */
  private void awaitCheckpoint(long since, long deadline)
      throws CommandException, InterruptedException {
    while (cluster.rest().checkpointTime(job) <= since) {
      if (System.nanoTime() > deadline) {
        throw new CommandException(
            "The job, %s, did not come back in time".formatted(cluster.rest().state(job)));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static Configuration options(BrokerProcess broker, Path model) {
    return new Configuration()
        .set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers())
        .set(KafkaOptions.INPUT_TOPIC, Topics.IMAGES)
        .set(KafkaOptions.OUTPUT_TOPIC, Topics.PREDICTIONS)
        .set(KafkaOptions.REJECTS_TOPIC, Topics.REJECTS)
        .set(InferenceOptions.MODEL_PATH, model.toAbsolutePath().toString())
        .set(InferenceOptions.PLACEMENT, Placement.APART)
        .set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM)
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
