package io.dctstream.job.backfill;

import io.dctstream.job.DecodeOptions;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.JobException;
import io.dctstream.job.OptionCheck;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The options of the {@link BackfillJob}: those here, {@link DecodeOptions} and {@link
 * InferenceOptions}. The interval and the directory of checkpoints are Flink's own options.
 */
public final class BackfillOptions {
  public static final ConfigOption<List<String>> FROM =
      ConfigOptions.key("dctstream.backfill.from")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Folders, images and archives (.tar, .tar.gz, .tar.zst, .zip); paths or URIs that"
                  + " every TaskManager can read.");

  public static final ConfigOption<String> TO =
      ConfigOptions.key("dctstream.backfill.to")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The folder of the results, a path or URI; predictions and rejects have folders of"
                  + " their own in it.");

  public static final ConfigOption<List<String>> INCLUDE =
      ConfigOptions.key("dctstream.backfill.include")
          .stringType()
          .asList()
          .defaultValues("*.jpg", "*.jpeg", "*.jpe", "*.jfif")
          .withDescription(
              "Globs of the names of images, in folders and in archives; all other names are passed"
                  + " over.");

  public static final ConfigOption<ResultFormat> FORMAT =
      ConfigOptions.key("dctstream.backfill.format")
          .enumType(ResultFormat.class)
          .defaultValue(ResultFormat.JSON)
          .withDescription("The form of the results: json (a line each).");

  private static final List<ConfigOption<?>> OWN = List.of(FROM, TO, INCLUDE, FORMAT);

  private BackfillOptions() {}

  /** All options, in the order in which help shows them. */
  public static List<ConfigOption<?>> all() {
    return Stream.of(OWN, InferenceOptions.ALL, DecodeOptions.ALL)
        .<ConfigOption<?>>flatMap(List::stream)
        .toList();
  }

  static void check(ReadableConfig options) throws JobException {
    OptionCheck.check(options, all(), "docs/backfill.md");
    OptionCheck.require(options, List.of(FROM, TO, InferenceOptions.MODEL_PATH));
  }
}
