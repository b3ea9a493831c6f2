package io.dctstream.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.contract.Prediction;
import io.dctstream.job.PredictionJson;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A prediction as a record of the output topic: the id and {@link PredictionJson}. */
final class PredictionSerializer implements KafkaRecordSerializationSchema<Prediction> {
  private static final long serialVersionUID = 1L;

  private final String topic;

  PredictionSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Prediction prediction, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic, prediction.id().getBytes(UTF_8), PredictionJson.write(prediction));
  }
}
