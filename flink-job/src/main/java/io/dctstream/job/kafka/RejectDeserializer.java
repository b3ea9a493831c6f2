package io.dctstream.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import java.util.Arrays;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of the rejects topic as the reject that it was: {@link RejectSerializer} the other way
 * round. A record that lacks headers, because something else wrote it, is taken for a JPEG file
 * whose origin is the place in this topic.
 */
final class RejectDeserializer implements KafkaRecordDeserializationSchema<Reject> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Reject> out) {
    ImageRecord asImage = ImageDeserializer.image(record);
    out.collect(
        new Reject(
            asImage.id(),
            header(record, RejectHeaders.ORIGIN).map(Origin::new).orElse(asImage.origin()),
            header(record, RejectHeaders.TIMESTAMP)
                .flatMap(RejectDeserializer::number)
                .orElse(asImage.timestamp()),
            header(record, RejectHeaders.CODE)
                .flatMap(RejectDeserializer::code)
                .orElse(RejectCode.NOT_JPEG),
            header(record, RejectHeaders.MESSAGE).orElse(""),
            asImage.bytes()));
  }

  @Override
  public TypeInformation<Reject> getProducedType() {
    return TypeInformation.of(Reject.class);
  }

  private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(Header::value)
        .map(text -> new String(text, UTF_8));
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<RejectCode> code(String text) {
    return Arrays.stream(RejectCode.values()).filter(code -> code.name().equals(text)).findAny();
  }
}
