package io.dctstream.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.ImageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ImageDeserializerTest {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8};

  @Test
  void theKeyIsTheId() {
    ImageRecord image = read("grün.jpg".getBytes(UTF_8), JPEG);
    assertThat(image.id()).isEqualTo("grün.jpg");
    assertThat(image.origin().text()).isEqualTo("images-2-40");
    assertThat(image.timestamp()).isEqualTo(1234);
    assertThat(image.bytes()).isEqualTo(JPEG);
  }

  @Test
  void withoutKeyTheOriginIsTheId() {
    assertThat(read(null, JPEG).id()).isEqualTo("images-2-40");
    assertThat(read(new byte[0], JPEG).id()).isEqualTo("images-2-40");
  }

  @Test
  void aRecordWithoutValueIsAnImageOfNoBytes() {
    assertThat(read(null, null).bytes()).isEmpty();
  }

  private static ImageRecord read(byte[] key, byte[] value) {
    List<ImageRecord> images = new ArrayList<>();
    new ImageDeserializer()
        .deserialize(
            new ConsumerRecord<>(
                "images",
                2,
                40,
                1234,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()),
            new ListCollector<>(images));
    assertThat(images).hasSize(1);
    return images.get(0);
  }
}
