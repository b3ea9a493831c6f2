package io.dctstream.benchmarks.pipeline;

import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.cli.embedded.EmbeddedCluster;
import io.dctstream.contract.Prediction;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.StreamJob;
import io.dctstream.job.kafka.ImageSource;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.job.kafka.ResultSinks;
import java.time.Duration;
import java.util.OptionalDouble;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job on the embedded cluster, from Kafka to Kafka, exactly once. */
final class KafkaJob implements Way {
  static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

  /** Adds a job between its topics. */
  interface Graph {
    void addTo(StreamExecutionEnvironment environment, Configuration options) throws Exception;
  }

  private final String name;
  private final Graph graph;
  private final Workload workload;
  private final EmbeddedCluster cluster;
  private final EmbeddedBroker broker;
  private final String input;
  private final Configuration more;
  private int runs;

  private KafkaJob(
      String name,
      Graph graph,
      Workload workload,
      EmbeddedCluster cluster,
      EmbeddedBroker broker,
      String input,
      Configuration more) {
    this.name = name;
    this.graph = graph;
    this.workload = workload;
    this.cluster = cluster;
    this.broker = broker;
    this.input = input;
    this.more = more;
  }

  /**
   * Our job.
   *
   * @param more options of the job and of Flink
   */
  static KafkaJob ofCoefficients(
      Workload workload,
      EmbeddedCluster cluster,
      EmbeddedBroker broker,
      String input,
      Configuration more) {
    return new KafkaJob(
        "job, Kafka to Kafka", StreamJob::build, workload, cluster, broker, input, more);
  }

  /**
   * The opponent, between the same source and sink.
   *
   * @param twin the graph of a network for RGB of the model's size
   */
  static KafkaJob ofPixels(
      Workload workload,
      byte[] twin,
      EmbeddedCluster cluster,
      EmbeddedBroker broker,
      String input) {
    Graph graph =
        (environment, options) -> {
          StreamJob.configure(environment);
          environment
              .fromSource(ImageSource.of(options), WatermarkStrategy.noWatermarks(), "images")
              .transform(
                  "rgb",
                  TypeInformation.of(Prediction.class),
                  new PixelOperatorFactory(twin, workload))
              .sinkTo(ResultSinks.predictions(options));
        };
    return new KafkaJob(
        "RGB job, Kafka to Kafka", graph, workload, cluster, broker, input, new Configuration());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Sample run() throws Exception {
    RunTopics topics =
        new RunTopics(broker, name.replaceAll("\\W+", "-") + "-" + runs++, input).create();
    Configuration options = topics.options();
    options.set(KafkaOptions.BOUNDED, true);
    double cpu = ProcessUse.cpuSeconds();
    double batchSize = new BatchWatch(cluster, submit(options)).untilEnd();
    cpu = ProcessUse.cpuSeconds() - cpu;
    return new Sample(
        topics.perSecond(workload),
        cpu,
        batchSize > 0 ? OptionalDouble.of(batchSize) : OptionalDouble.empty());
  }

  /** Starts the job between other topics than those of a run. */
  JobClient submit(Configuration options) throws Exception {
    options.set(InferenceOptions.MODEL_PATH, workload.model().toString());
    options.set(InferenceOptions.BATCH_SIZE, workload.batchSize());
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    options.addAll(more);
    StreamExecutionEnvironment environment = cluster.environment(options);
    environment.setParallelism(1);
    graph.addTo(environment, options);
    return environment.executeAsync(name);
  }
}
