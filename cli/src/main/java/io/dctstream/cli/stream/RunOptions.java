package io.dctstream.cli.stream;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.ConfigFile;
import io.dctstream.job.DecodeOptions;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How a job is run in this process. Mix it into a command with {@code @Mixin}. */
@Command
public final class RunOptions {
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
      names = "--flink-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where Flink's web interface listens; any free port by default.")
  private int flinkPort;

  /** Where Flink's web interface is to listen; 0 for any free port. */
  public int flinkPort() {
    return flinkPort;
  }

  /**
   * All that was set, in the file and on the command line.
   *
   * @param settings the job's options that the command line set, by key
   * @throws CommandException if the file is none of settings
   * @throws IOException if the file cannot be read
   */
  public Configuration configuration(Map<String, String> settings)
      throws CommandException, IOException {
    Configuration options = new Configuration();
    options.set(CoreOptions.DEFAULT_PARALLELISM, Runtime.getRuntime().availableProcessors());
    if (config != null) {
      ConfigFile.read(config, options);
    }
    set(options, CoreOptions.DEFAULT_PARALLELISM, parallelism);
    set(options, CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    settings.forEach(options::setString);
    return options;
  }

  /** Sets what the user has given. */
  public static void set(Configuration options, ConfigOption<?> option, Object value) {
    if (value != null) {
      options.setString(option.key(), value.toString());
    }
  }

  /** Enough for every step side by side, inference apart from decoding included. */
  public static int slots(Configuration options) {
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
