package io.dctstream.job.backfill;

import io.dctstream.job.DecodeOptions;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.JobException;
import io.dctstream.job.OptionCheck;
import io.dctstream.job.kafka.KafkaOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The options of the {@link BackfillJob}: those here, {@link DecodeOptions}, {@link
 * InferenceOptions} and some of {@link KafkaOptions}. The interval and the directory of checkpoints
 * are Flink's own options.
 */
public final class BackfillOptions {
  public static final ConfigOption<List<String>> FROM =
      ConfigOptions.key("dctstream.backfill.from")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Folders, images and shards (.tar, .tar.gz, .tar.zst, .zip, .seq, .parquet); paths or"
                  + " URIs that every TaskManager can read.");

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

  public static final ConfigOption<String> IMAGE_COLUMN =
      ConfigOptions.key("dctstream.backfill.image-column")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The images' column of bytes in Parquet files, such as image.bytes; without, the only"
                  + " column of bytes.");

  public static final ConfigOption<String> NAME_COLUMN =
      ConfigOptions.key("dctstream.backfill.name-column")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A column of text or whole numbers in Parquet files that names the images, such as"
                  + " image.path; without, they are numbered from 0.");

  public static final ConfigOption<ResultFormat> FORMAT =
      ConfigOptions.key("dctstream.backfill.format")
          .enumType(ResultFormat.class)
          .defaultValue(ResultFormat.JSON)
          .withDescription("The form of the files of results: json (a line each), csv or parquet.");

  public static final ConfigOption<String> COPY_REJECTS =
      ConfigOptions.key("dctstream.backfill.copy-rejects")
          .stringType()
          .noDefaultValue()
          .withDescription("A folder for the bytes of rejected images, a path or URI.");

  public static final ConfigOption<String> TOPIC_START =
      ConfigOptions.key("dctstream.backfill.topic-start")
          .stringType()
          .defaultValue("earliest")
          .withDescription(
              "Where to begin in a topic: earliest, an instant such as 2026-11-01T00:00:00Z, or"
                  + " offsets as partition:offset,...");

  public static final ConfigOption<String> TOPIC_END =
      ConfigOptions.key("dctstream.backfill.topic-end")
          .stringType()
          .defaultValue("latest")
          .withDescription(
              "Where to end in a topic: latest (its end when the job starts), an instant, or"
                  + " offsets, the first that are not read.");

  private static final List<ConfigOption<?>> OWN =
      List.of(
          FROM,
          TO,
          INCLUDE,
          IMAGE_COLUMN,
          NAME_COLUMN,
          FORMAT,
          COPY_REJECTS,
          TOPIC_START,
          TOPIC_END);

  /** What a topic in the place of files takes. */
  private static final List<ConfigOption<?>> KAFKA =
      List.of(
          KafkaOptions.BOOTSTRAP_SERVERS,
          KafkaOptions.INPUT_TOPIC,
          KafkaOptions.OUTPUT_TOPIC,
          KafkaOptions.OUTPUT_FORMAT,
          KafkaOptions.REJECTS_TOPIC,
          KafkaOptions.GROUP_ID,
          KafkaOptions.TRANSACTIONAL_ID_PREFIX,
          KafkaOptions.PROPERTIES);

  private BackfillOptions() {}

  /** All options, in the order in which help shows them. */
  public static List<ConfigOption<?>> all() {
    return Stream.of(OWN, InferenceOptions.ALL, DecodeOptions.ALL, KAFKA)
        .<ConfigOption<?>>flatMap(List::stream)
        .toList();
  }

  /** Whether images come from a topic, rather than from files. */
  static boolean fromTopic(ReadableConfig options) {
    return options.getOptional(KafkaOptions.INPUT_TOPIC).isPresent();
  }

  /** Whether results go to topics, rather than to files. */
  static boolean toTopics(ReadableConfig options) {
    return options.getOptional(KafkaOptions.OUTPUT_TOPIC).isPresent();
  }

  /** The topics that the job uses. */
  static List<ConfigOption<String>> topics(ReadableConfig options) {
    List<ConfigOption<String>> topics = new ArrayList<>();
    if (fromTopic(options)) {
      topics.add(KafkaOptions.INPUT_TOPIC);
    }
    if (toTopics(options)) {
      topics.addAll(List.of(KafkaOptions.OUTPUT_TOPIC, KafkaOptions.REJECTS_TOPIC));
    }
    return topics;
  }

  /** The options that must be set, given the others. */
  public static List<ConfigOption<?>> required(ReadableConfig options) {
    List<ConfigOption<?>> required = new ArrayList<>();
    required.add(fromTopic(options) ? KafkaOptions.INPUT_TOPIC : FROM);
    if (!toTopics(options)) {
      required.add(TO);
    }
    if (!topics(options).isEmpty()) {
      required.add(KafkaOptions.BOOTSTRAP_SERVERS);
      required.addAll(topics(options));
    }
    required.add(InferenceOptions.MODEL_PATH);
    return required;
  }

  static void check(ReadableConfig options) throws JobException {
    OptionCheck.check(options, all(), "docs/backfill.md");
    OptionCheck.require(options, required(options));
    if (fromTopic(options) && options.getOptional(FROM).isPresent()) {
      throw new JobException(
          "Images come from files or from a topic; leave '%s' or '%s' out"
              .formatted(FROM.key(), KafkaOptions.INPUT_TOPIC.key()));
    }
    if (InferenceOptions.versions(options).shadow() != null) {
      throw new JobException(
          "A backfill compares no versions; take the shadow out of '%s'"
              .formatted(InferenceOptions.MODEL_VERSIONS.key()));
    }
  }
}
