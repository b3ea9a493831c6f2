package io.dctstream.job;

import io.dctstream.job.kafka.KafkaOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.ParameterTool;

/**
 * The options of the {@link StreamJob}: those of {@link KafkaOptions}, {@link DecodeOptions} and
 * {@link InferenceOptions}. The interval and the directory of checkpoints are Flink's own options.
 */
public final class StreamOptions {
  /** What the keys begin with. */
  public static final String PREFIX = "dctstream.";

  private StreamOptions() {}

  /** All options, in the order in which help shows them. */
  public static List<ConfigOption<?>> all() {
    return Stream.of(KafkaOptions.ALL, InferenceOptions.ALL, DecodeOptions.ALL)
        .<ConfigOption<?>>flatMap(List::stream)
        .toList();
  }

  /**
   * Reads {@code --KEY VALUE ...}; the keys are those of {@link #all()} and Flink's own.
   *
   * @throws JobException if the arguments have another form
   */
  public static Configuration fromArgs(String[] args) throws JobException {
    try {
      return Configuration.fromMap(ParameterTool.fromArgs(args).toMap());
    } catch (IllegalArgumentException e) {
      // Neither the arguments nor the cause, which has them too: there may be a password in them.
      throw new JobException("The arguments are not --KEY VALUE pairs, each key with a value");
    }
  }

  /**
   * Checks them all.
   *
   * @throws JobException that names the first wrong option
   */
  static void check(ReadableConfig options) throws JobException {
    OptionCheck.check(options, all(), "docs/operations.md");
    OptionCheck.require(options, required(options));
  }

  /** Those without which there is no job. */
  static List<ConfigOption<String>> required(ReadableConfig options) throws JobException {
    List<ConfigOption<String>> required = new ArrayList<>();
    required.add(KafkaOptions.BOOTSTRAP_SERVERS);
    required.addAll(KafkaOptions.topics(options));
    required.add(InferenceOptions.MODEL_PATH);
    if (InferenceOptions.versions(options).shadow() != null) {
      required.add(KafkaOptions.SHADOW_TOPIC);
    }
    return required;
  }
}
