package io.dctstream.job.kafka;

import io.dctstream.contract.ImageRecord;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The source of the images: the input topic. */
public final class ImageSource {
  private ImageSource() {}

  /** The source that the {@link KafkaOptions} describe; the topic and the brokers are set. */
  public static KafkaSource<ImageRecord> of(ReadableConfig options) {
    Properties properties = new Properties();
    properties.putAll(options.get(KafkaOptions.PROPERTIES));
    KafkaSourceBuilder<ImageRecord> source =
        KafkaSource.<ImageRecord>builder()
            .setBootstrapServers(options.get(KafkaOptions.BOOTSTRAP_SERVERS))
            .setTopics(options.get(KafkaOptions.INPUT_TOPIC))
            .setGroupId(options.get(KafkaOptions.GROUP_ID))
            .setStartingOffsets(start(options.get(KafkaOptions.STARTING_OFFSETS)))
            .setDeserializer(new ImageDeserializer())
            .setProperties(properties);
    if (options.get(KafkaOptions.BOUNDED)) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return source.build();
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
