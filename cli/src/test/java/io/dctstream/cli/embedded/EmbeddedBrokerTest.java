package io.dctstream.cli.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {
  @Test
  void carriesTheLargestImage() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      broker.createTopic("images", 2);
      byte[] image = new byte[EmbeddedBroker.MAX_IMAGE_BYTES];
      new Random(1).nextBytes(image);
      Topics topics = new Topics(broker.bootstrapServers());
      topics.send(List.of(new ProducerRecord<>("images", "id".getBytes(UTF_8), image)));
      List<ConsumerRecord<byte[], byte[]>> records = topics.committed("images");
      assertThat(records).hasSize(1);
      assertThat(records.get(0).value()).isEqualTo(image);
    }
  }

  @Test
  void saysThatATopicIsThereAlready() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      broker.createTopic("images", 1);
      assertThatThrownBy(() -> broker.createTopic("images", 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("'images'");
    }
  }

  @Test
  void saysThatItsPortIsInUse() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedBroker.start(other.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessage("Port %d is in use; give another, or 0 for any", other.getLocalPort());
      assertThatThrownBy(() -> EmbeddedCluster.start(1, other.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessage("Port %d is in use; give another, or 0 for any", other.getLocalPort());
    }
  }
}
