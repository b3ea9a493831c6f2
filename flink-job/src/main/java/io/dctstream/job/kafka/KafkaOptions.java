package io.dctstream.job.kafka;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** The options of the topics and of the broker. */
public final class KafkaOptions {
  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      ConfigOptions.key("dctstream.kafka.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("The brokers to ask first, HOST:PORT with commas between.");

  public static final ConfigOption<String> INPUT_TOPIC =
      ConfigOptions.key("dctstream.kafka.input-topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of the JPEG files, one a record; the key is the image's id.");

  public static final ConfigOption<String> OUTPUT_TOPIC =
      ConfigOptions.key("dctstream.kafka.output-topic")
          .stringType()
          .noDefaultValue()
          .withDescription("The topic of the predictions.");

  public static final ConfigOption<OutputFormat> OUTPUT_FORMAT =
      ConfigOptions.key("dctstream.kafka.output-format")
          .enumType(OutputFormat.class)
          .defaultValue(OutputFormat.JSON)
          .withDescription("How predictions are written: json or avro.");

  public static final ConfigOption<String> REJECTS_TOPIC =
      ConfigOptions.key("dctstream.kafka.rejects-topic")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The topic of the images that could not be classified, with the reason in the"
                  + " headers.");

  public static final ConfigOption<Boolean> FROM_REJECTS =
      ConfigOptions.key("dctstream.kafka.from-rejects")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the job reads the rejects topic instead of the input topic, up to what is"
                  + " its end when the job starts: rejects get a second chance, with other options"
                  + " or another model.");

  public static final ConfigOption<String> SHADOW_TOPIC =
      ConfigOptions.key("dctstream.kafka.shadow-topic")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The topic of what a shadow version says, beside the version that serves; needed with"
                  + " a shadow.");

  public static final ConfigOption<String> GROUP_ID =
      ConfigOptions.key("dctstream.kafka.group-id")
          .stringType()
          .defaultValue("dctstream")
          .withDescription("The consumer group whose offsets show how far the job has read.");

  public static final ConfigOption<StartingOffsets> STARTING_OFFSETS =
      ConfigOptions.key("dctstream.kafka.starting-offsets")
          .enumType(StartingOffsets.class)
          .defaultValue(StartingOffsets.COMMITTED)
          .withDescription(
              "Where a job without a checkpoint begins: committed (where the group stopped, or at"
                  + " the beginning), earliest or latest.");

  public static final ConfigOption<Boolean> BOUNDED =
      ConfigOptions.key("dctstream.kafka.bounded")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether the job stops at what is the end of the topic when it starts.");

  public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX =
      ConfigOptions.key("dctstream.kafka.transactional-id-prefix")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Begins the ids of the job's transactions, and no other job's on these brokers;"
                  + " without it, the group id. With from-rejects, -replay is added.");

  public static final ConfigOption<Map<String, String>> PROPERTIES =
      ConfigOptions.key("dctstream.kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Properties of Kafka's clients, as dctstream.kafka.properties.NAME; TLS and SASL are"
                  + " set here.");

  public static final List<ConfigOption<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          INPUT_TOPIC,
          OUTPUT_TOPIC,
          OUTPUT_FORMAT,
          REJECTS_TOPIC,
          FROM_REJECTS,
          SHADOW_TOPIC,
          GROUP_ID,
          STARTING_OFFSETS,
          BOUNDED,
          TRANSACTIONAL_ID_PREFIX,
          PROPERTIES);

  private KafkaOptions() {}

  /** The topics that a job uses: one to read, two to write, and the shadow's if it is set. */
  public static List<ConfigOption<String>> topics(ReadableConfig options) {
    return Stream.of(INPUT_TOPIC, OUTPUT_TOPIC, REJECTS_TOPIC, SHADOW_TOPIC)
        .filter(topic -> !topic.equals(INPUT_TOPIC) || !options.get(FROM_REJECTS))
        .filter(
            topic -> !topic.equals(SHADOW_TOPIC) || options.getOptional(SHADOW_TOPIC).isPresent())
        .toList();
  }
}
