package io.dctstream.job;

import io.dctstream.job.kafka.KafkaOptions;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/** Looks at a job's options before there is a job. */
public final class OptionCheck {
  private OptionCheck() {}

  /**
   * Checks that there is no option of ours that does not exist, and that each value has its type.
   *
   * @param known all options that the job has
   * @param page the page of the documentation that lists them
   * @throws JobException that names the first wrong option
   */
  public static void check(ReadableConfig options, List<ConfigOption<?>> known, String page)
      throws JobException {
    for (String key : options.toMap().keySet()) {
      if (key.startsWith(StreamOptions.PREFIX)
          && known.stream().noneMatch(option -> accepts(option, key))) {
        throw new JobException("There is no option '%s'; %s lists them all".formatted(key, page));
      }
    }
    for (ConfigOption<?> option : known) {
      try {
        options.getOptional(option);
      } catch (IllegalArgumentException e) {
        throw wrongValue(option, e);
      }
    }
  }

  /**
   * Checks that options are set.
   *
   * @throws JobException that names the first that is not
   */
  public static void require(ReadableConfig options, List<? extends ConfigOption<?>> required)
      throws JobException {
    for (ConfigOption<?> option : required) {
      if (options.getOptional(option).isEmpty()) {
        throw new JobException(
            "The option '%s' is not set; set it as --%s VALUE"
                .formatted(option.key(), option.key()));
      }
    }
  }

  private static JobException wrongValue(ConfigOption<?> option, IllegalArgumentException why) {
    if (option.equals(KafkaOptions.PROPERTIES)) {
      // The value stays untold: there may be a password in it.
      return new JobException(
          "The option '%s' is no map; set each property as %s.NAME"
              .formatted(option.key(), option.key()));
    }
    return new JobException(
        "The option '%s' has a wrong value: %s".formatted(option.key(), why.getMessage()), why);
  }

  private static boolean accepts(ConfigOption<?> option, String key) {
    return key.equals(option.key())
        || (option.equals(KafkaOptions.PROPERTIES) && key.startsWith(option.key() + "."));
  }
}
