package io.dctstream.job;

import io.dctstream.job.kafka.KafkaOptions;
import java.util.List;
import java.util.Set;
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

  private static final Set<ConfigOption<?>> REQUIRED =
      Set.of(
          KafkaOptions.BOOTSTRAP_SERVERS,
          KafkaOptions.INPUT_TOPIC,
          KafkaOptions.OUTPUT_TOPIC,
          KafkaOptions.REJECTS_TOPIC,
          InferenceOptions.MODEL_PATH);

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
      throw new JobException(
          "The arguments are --KEY VALUE pairs, which these are not: " + String.join(" ", args), e);
    }
  }

  /**
   * Checks that there is no option of ours that does not exist, that each value has its type and
   * that those without which there is no job are set.
   *
   * @throws JobException that names the first wrong option
   */
  static void check(ReadableConfig options) throws JobException {
    for (String key : options.toMap().keySet()) {
      if (key.startsWith(PREFIX) && all().stream().noneMatch(option -> accepts(option, key))) {
        throw new JobException(
            "There is no option '%s'; docs/streaming.md lists them all".formatted(key));
      }
    }
    for (ConfigOption<?> option : all()) {
      try {
        if (options.getOptional(option).isEmpty() && REQUIRED.contains(option)) {
          throw new JobException(
              "The option '%s' is not set; set it as --%s VALUE"
                  .formatted(option.key(), option.key()));
        }
      } catch (IllegalArgumentException e) {
        throw new JobException(
            "The option '%s' has a wrong value: %s".formatted(option.key(), e.getMessage()), e);
      }
    }
  }

  private static boolean accepts(ConfigOption<?> option, String key) {
    return key.equals(option.key())
        || (option.equals(KafkaOptions.PROPERTIES) && key.startsWith(option.key() + "."));
  }
}
