package io.dctstream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.cli.embedded.EmbeddedBroker;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends pictures to the broker; the key of a record is the picture's id. */
final class PictureSender implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  PictureSender(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                EmbeddedBroker.MAX_IMAGE_BYTES,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                2L * EmbeddedBroker.MAX_IMAGE_BYTES,
                ProducerConfig.LINGER_MS_CONFIG,
                0), // a lonely picture does not wait
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Hands a picture to the producer.
   *
   * @throws KafkaException if the broker did not take an earlier picture
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
  void send(Picture picture) {
    producer.send(
        new ProducerRecord<>(Topics.IMAGES, picture.id().getBytes(UTF_8), picture.jpeg()),
        (sent, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
    if (failure.get() != null) {
      throw new KafkaException("The broker did not take a picture", failure.get());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
