package io.dctstream.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Origin;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the input topic as an image; its bytes are not looked at. */
final class ImageDeserializer implements KafkaRecordDeserializationSchema<ImageRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ImageRecord> out) {
    out.collect(image(record));
  }

  static ImageRecord image(ConsumerRecord<byte[], byte[]> record) {
    Origin origin = Origin.kafka(record.topic(), record.partition(), record.offset());
    String id = isEmpty(record.key()) ? origin.text() : new String(record.key(), UTF_8);
    // A record without a value is an image too, of no bytes: the decoder rejects it.
    byte[] jpeg = record.value() == null ? new byte[0] : record.value();
    return new ImageRecord(id, origin, record.timestamp(), jpeg);
  }

  @Override
  public TypeInformation<ImageRecord> getProducedType() {
    return TypeInformation.of(ImageRecord.class);
  }

  private static boolean isEmpty(byte[] key) {
    return key == null || key.length == 0;
  }
}
