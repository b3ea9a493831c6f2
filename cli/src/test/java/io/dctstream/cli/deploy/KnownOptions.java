package io.dctstream.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.job.StreamOptions;
import io.dctstream.job.backfill.BackfillOptions;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalResourceOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** The options of the jobs and those of Flink's that a deployment sets. */
final class KnownOptions {
  private static final Map<String, ConfigOption<?>> ALL = all();

  /** Options with a name inside, and what they may end with. */
  private static final List<String> NAMED =
      List.of(
          "metrics\\.reporter\\.\\w+\\.(factory\\.class|port)",
          "external-resource\\.\\w+\\.amount",
          "external-resource\\.\\w+\\.kubernetes\\.config-key");

  private KnownOptions() {}

  /** Fails if there is no such option, or if it does not take such a value. */
  static void check(String key, String value) {
    if (NAMED.stream().anyMatch(key::matches)) {
      return;
    }
    assertThat(ALL).as("options of Flink and of the job").containsKey(key);
    Configuration options = new Configuration();
    options.setString(key, value);
    options.get(ALL.get(key)); // throws if it is of another type
  }

  private static Map<String, ConfigOption<?>> all() {
    Map<String, ConfigOption<?>> all = new HashMap<>();
    StreamOptions.all().forEach(option -> all.put(option.key(), option));
    BackfillOptions.all().forEach(option -> all.put(option.key(), option));
    for (Class<?> options :
        List.of(
            AutoScalerOptions.class,
            CheckpointingOptions.class,
            CoreOptions.class,
            ExternalResourceOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            MetricOptions.class,
            PipelineOptions.class,
            RestOptions.class,
            RestartStrategyOptions.class,
            TaskManagerOptions.class)) {
      for (Field field : options.getFields()) {
        if (field.getType() == ConfigOption.class) {
          try {
            ConfigOption<?> option = (ConfigOption<?>) field.get(null);
            all.put(option.key(), option);
          } catch (IllegalAccessException e) {
            throw new LinkageError(field.toString(), e);
          }
        }
      }
    }
    return all;
  }
}
