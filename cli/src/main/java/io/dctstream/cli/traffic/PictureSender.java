package io.dctstream.cli.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.cli.embedded.EmbeddedBroker;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends pictures to a topic; the key of a record is the picture's id. */
public final class PictureSender implements AutoCloseable {
  /** How long a broker or a topic may be missing. */
  private static final int PATIENCE_MILLIS = 20_000;

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * @param kafka more properties of Kafka's client, such as those of TLS and SASL
   */
  public PictureSender(String bootstrapServers, String topic, Map<String, String> kafka) {
    this.topic = topic;
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, EmbeddedBroker.MAX_IMAGE_BYTES);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * EmbeddedBroker.MAX_IMAGE_BYTES);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0); // a lonely picture does not wait
    properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Hands a picture to the producer.
   *
   * @throws KafkaException if the broker did not take an earlier picture
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
  public void send(Picture picture) {
    producer.send(
        new ProducerRecord<>(topic, picture.id().getBytes(UTF_8), picture.jpeg()),
        (sent, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
    check();
  }

  /**
   * Waits until the broker has all pictures.
   *
   * @throws KafkaException if it did not take one
   */
  public void flush() {
    producer.flush();
    check();
  }

  private void check() {
    if (failure.get() != null) {
      throw new KafkaException("The broker did not take a picture", failure.get());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
