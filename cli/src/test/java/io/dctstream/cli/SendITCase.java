package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.samples.SampleImages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** The command that sends pictures to a broker. */
class SendITCase {
  private static final int PICTURES = 5;

  @Test
  void sendsSoManyDrawnPictures() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      broker.createTopic("images", 1);

      Run run =
          Run.of(
              "send",
              "--bootstrap-servers",
              broker.bootstrapServers(),
              "--topic=images",
              "--rate=100",
              "--count",
              PICTURES);

      assertThat(run.exitCode()).as(run.err()).isZero();
      List<ConsumerRecord<byte[], byte[]>> records = read(broker);
      assertThat(records).hasSize(PICTURES);
      assertThat(new String(records.get(1).key(), UTF_8))
          .isEqualTo(new SampleImages(2018).draw(1).id());
      assertThat(records.get(1).value()).isEqualTo(new SampleImages(2018).draw(1).jpeg());
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(EmbeddedBroker broker) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition("images", 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).get(partitions.get(0));
      while (consumer.position(partitions.get(0)) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
