package io.dctstream.cli.page;

import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.job.kafka.OutputFormat;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The job that a page shows.
 *
 * @param kafka properties of Kafka's clients, the brokers' address among them
 * @param images the input topic; empty if the job has none
 * @param predictions the output topic
 * @param rejects the rejects topic
 * @param format of the predictions
 * @param flink the web interface of the job's cluster, if it is to be asked
 */
public record Watched(
    Map<String, Object> kafka,
    String images,
    String predictions,
    String rejects,
    OutputFormat format,
    Optional<URI> flink) {
  /**
   * The job of some options.
   *
   * @param options the brokers and topics are set
   */
  public static Watched of(ReadableConfig options, Optional<URI> flink) {
    Map<String, Object> kafka = new HashMap<>(options.get(KafkaOptions.PROPERTIES));
    kafka.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.get(KafkaOptions.BOOTSTRAP_SERVERS));
    return new Watched(
        kafka,
        options.getOptional(KafkaOptions.INPUT_TOPIC).orElse(""),
        options.get(KafkaOptions.OUTPUT_TOPIC),
        options.get(KafkaOptions.REJECTS_TOPIC),
        options.get(KafkaOptions.OUTPUT_FORMAT),
        flink);
  }

  String bootstrapServers() {
    return kafka.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG).toString();
  }

  /** A consumer of no group, which leaves no trace on the brokers. */
  KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
