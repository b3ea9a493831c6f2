package io.dctstream.job.kafka;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Reject;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The sources of the images: the input topic, or the rejects topic. */
public final class ImageSource {
  private ImageSource() {}

  /** The input topic as the {@link KafkaOptions} describe it; the topic and the brokers are set. */
  public static KafkaSource<ImageRecord> of(ReadableConfig options) {
    KafkaSourceBuilder<ImageRecord> source =
        builder(options, KafkaOptions.INPUT_TOPIC, new ImageDeserializer());
    if (options.get(KafkaOptions.BOUNDED)) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return source.build();
  }

  /** A part of the input topic, whatever the group has committed. */
  public static KafkaSource<ImageRecord> of(
      ReadableConfig options, OffsetsInitializer start, OffsetsInitializer end) {
    return builder(options, KafkaOptions.INPUT_TOPIC, new ImageDeserializer())
        .setStartingOffsets(start)
        .setBounded(end)
        .build();
  }

  /** The rejects topic up to its present end, because what is rejected again is written behind. */
  public static KafkaSource<Reject> ofRejects(ReadableConfig options) {
    return builder(options, KafkaOptions.REJECTS_TOPIC, new RejectDeserializer())
        .setBounded(OffsetsInitializer.latest())
        // Rejects of a transaction that was aborted were written again.
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .build();
  }

  private static <T> KafkaSourceBuilder<T> builder(
      ReadableConfig options,
      ConfigOption<String> topic,
      KafkaRecordDeserializationSchema<T> deserializer) {
    return KafkaSource.<T>builder()
        .setBootstrapServers(options.get(KafkaOptions.BOOTSTRAP_SERVERS))
        .setTopics(options.get(topic))
        .setGroupId(options.get(KafkaOptions.GROUP_ID))
        .setStartingOffsets(start(options.get(KafkaOptions.STARTING_OFFSETS)))
        .setDeserializer(deserializer)
        .setProperties(ClientProperties.of(options));
  }

  @SuppressWarnings("deprecation") // the connector has no other name for EARLIEST yet
  private static OffsetsInitializer start(StartingOffsets offsets) {
    return switch (offsets) {
      case COMMITTED ->
          OffsetsInitializer.committedOffsets(
              org.apache.kafka.clients.consumer.OffsetResetStrategy.EARLIEST);
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
    };
  }
}
