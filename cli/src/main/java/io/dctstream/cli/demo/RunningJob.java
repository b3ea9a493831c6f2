package io.dctstream.cli.demo;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.DecoderCounters;
import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.cli.embedded.EmbeddedCluster;
import io.dctstream.cli.traffic.Topics;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.StreamJob;
import io.dctstream.job.kafka.KafkaOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The streaming job on the demo's cluster, between the demo's topics. */
final class RunningJob {
  /** Results are read when their checkpoint is complete; so this is how long one waits for them. */
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

  private final JobClient client;
  private final CompletableFuture<?> end;
  private final DecoderCounters counters;

  private RunningJob(JobClient client, DecoderCounters counters) {
    this.client = client;
    this.end = client.getJobExecutionResult();
    this.counters = counters;
  }

  /**
   * Makes the topics.
   *
   * @return the options of the job
   */
  static Configuration prepare(EmbeddedBroker broker, Path model, int parallelism)
      throws IOException {
    broker.createTopic(Topics.IMAGES, parallelism);
    broker.createTopic(Topics.PREDICTIONS, 1);
    broker.createTopic(Topics.REJECTS, 1);
    Configuration options = new Configuration();
    options.set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
    options.set(KafkaOptions.INPUT_TOPIC, Topics.IMAGES);
    options.set(KafkaOptions.OUTPUT_TOPIC, Topics.PREDICTIONS);
    options.set(KafkaOptions.REJECTS_TOPIC, Topics.REJECTS);
    options.set(InferenceOptions.MODEL_PATH, model.toString());
    options.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    return options;
  }

  static RunningJob submit(EmbeddedCluster cluster, Configuration options)
      throws Exception { // as StreamExecutionEnvironment.executeAsync
    StreamExecutionEnvironment environment = cluster.environment(options);
    StreamJob.build(environment, options);
    JobClient client = environment.executeAsync("dctstream demo");
    return new RunningJob(client, new DecoderCounters(cluster.webInterface(), client.getJobID()));
  }

  DecoderCounters counters() {
    return counters;
  }

  /**
   * Goes on while the job runs.
   *
   * @throws CommandException if it has ended
   */
  void check() throws CommandException, InterruptedException {
    if (end.isDone()) {
      try {
        end.get();
      } catch (ExecutionException e) {
        throw new CommandException("The job failed; the log says why", e);
      }
      throw new CommandException("The job was stopped from outside; start the demo again");
    }
  }

  /** Stops the job and waits until nothing of it runs. */
  void cancel() throws InterruptedException {
    client.cancel().join();
    try {
      end.get();
    } catch (ExecutionException e) {
      // Being cancelled is how it ends.
    }
  }
}
