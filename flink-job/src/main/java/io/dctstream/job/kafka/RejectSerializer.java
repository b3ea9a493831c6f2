package io.dctstream.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.contract.Reject;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A reject as a record of the rejects topic: the id, the bytes and {@link RejectHeaders}. */
final class RejectSerializer implements KafkaRecordSerializationSchema<Reject> {
  private static final long serialVersionUID = 1L;

  private final String topic;

  RejectSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Reject reject, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, reject.id().getBytes(UTF_8), reject.bytes());
    record
        .headers()
        .add(RejectHeaders.CODE, reject.code().name().getBytes(UTF_8))
        .add(RejectHeaders.MESSAGE, reject.message().getBytes(UTF_8))
        .add(RejectHeaders.ORIGIN, reject.origin().text().getBytes(UTF_8))
        .add(RejectHeaders.TIMESTAMP, Long.toString(reject.timestamp()).getBytes(UTF_8));
    return record;
  }
}
