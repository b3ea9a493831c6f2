package io.dctstream.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** A result as a record of one topic: its key is the image's id, its time the image's. */
abstract class ResultSerializer<T>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final String topic;

  ResultSerializer(String topic) {
    this.topic = topic;
  }

  abstract String id(T result);

  abstract long timestamp(T result);

  abstract byte[] value(T result);

  abstract List<Header> headers(T result);

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T result, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic,
        null,
        timestamp(result) < 0 ? null : timestamp(result), // Kafka has records without a time
        id(result).getBytes(UTF_8),
        value(result),
        headers(result));
  }

  /** The pool of transactions finds those that an earlier run left open by the topic. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}
