package io.dctstream.cli.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.DecoderCounters;
import io.dctstream.cli.Terminal;
import io.dctstream.cli.embedded.EmbeddedCluster;
import io.dctstream.job.DecodeOptions;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.Placement;
import io.dctstream.job.StreamJob;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the streaming job. */
@Command(
    name = "stream",
    modelTransformer = JobOptions.class,
    description =
        "Classifies the images of a Kafka topic until Ctrl-C, on a Flink cluster in this process.",
    footer = {
      "",
      "Ctrl-C stops the job when the results of all images it has taken are committed.",
      "",
      "Examples:",
      "  ./dctstream stream --bootstrap-servers localhost:9092 --input-topic images \\",
      "      --output-topic predictions --rejects-topic rejects \\",
      "      --model models/shapes/1/model.onnx",
      "  ./dctstream stream --config job.properties",
      "  ./dctstream stream --config job.properties --from-rejects --decode-damage lenient",
      "On a cluster, with the same options under their whole names:",
      "  flink run flink-job/target/dctstream-job.jar --dctstream.kafka.input-topic ...",
    })
public final class StreamCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A file of KEY=VALUE or KEY: VALUE lines, with the keys of the job and of Flink; options"
              + " of the command line go before it.")
  private Path config;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of each step; one a core by default.")
  private Integer parallelism;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      description =
          "Results are visible to readers when their checkpoint is complete, such as every '10 s'.")
  private String checkpointInterval;

  @Option(
      names = "--checkpoint-dir",
      paramLabel = "URI",
      description =
          "Where checkpoints are kept, and the savepoint of a run that Ctrl-C ends; in memory by"
              + " default.")
  private String checkpointDirectory;

  @Option(
      names = "--from",
      paramLabel = "SAVEPOINT",
      description =
          "Go on where an earlier run stopped, which printed this; nothing is lost or repeated.")
  private String savepoint;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where Flink's web interface listens; any free port by default.")
  private int webPort;

  @Mixin private Terminal terminal;

  private final Map<String, String> settings = new HashMap<>();

  /** The job's options that the command line set, by key. */
  Map<String, String> settings() {
    return settings;
  }

  @Override
  public Integer call() throws Exception { // as a job's submission
    Configuration options = options();
    try (CtrlC ctrlC = CtrlC.listen();
        EmbeddedCluster cluster = EmbeddedCluster.start(slots(options), webPort)) {
      StreamExecutionEnvironment environment = cluster.environment(options);
      StreamJob.build(environment, options);
      JobClient job = environment.executeAsync("dctstream");
      terminal.out().println("Flink web UI   " + cluster.webInterface());
      terminal.out().println("Running; Ctrl-C stops it");
      new StreamRun(
              job,
              new DecoderCounters(cluster.webInterface(), job.getJobID()),
              options.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY),
              terminal)
          .untilEndOr(ctrlC);
    }
    return ExitCode.OK;
  }

  private Configuration options() throws CommandException, IOException {
    Configuration options = new Configuration();
    options.set(CoreOptions.DEFAULT_PARALLELISM, Runtime.getRuntime().availableProcessors());
    if (config != null) {
      Properties file = new Properties();
      try (Reader reader = Files.newBufferedReader(config, UTF_8)) {
        file.load(reader);
      } catch (IllegalArgumentException e) {
        throw new CommandException(
            "The file %s holds no KEY=VALUE lines: %s".formatted(config, e.getMessage()), e);
      }
      file.stringPropertyNames()
          .forEach(key -> options.setString(key, file.getProperty(key).strip()));
    }
    set(options, CoreOptions.DEFAULT_PARALLELISM, parallelism);
    set(options, CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    set(options, CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory);
    set(options, StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    settings.forEach(options::setString);
    return options;
  }

  private static void set(Configuration options, ConfigOption<?> option, Object value) {
    if (value != null) {
      options.setString(option.key(), value.toString());
    }
  }

  /** Enough for every step side by side, inference apart from decoding included. */
  private static int slots(Configuration options) {
    int most =
        Stream.of(
                options.getOptional(CoreOptions.DEFAULT_PARALLELISM),
                options.getOptional(DecodeOptions.PARALLELISM),
                options.getOptional(InferenceOptions.PARALLELISM))
            .flatMap(Optional::stream)
            .max(Integer::compare)
            .orElseThrow();
    return options.get(InferenceOptions.PLACEMENT) == Placement.APART ? 2 * most : most;
  }
}
