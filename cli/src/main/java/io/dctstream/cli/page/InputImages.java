package io.dctstream.cli.page;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Looks images up in the input topic, one at a time. Thread-safe. */
final class InputImages implements AutoCloseable {
  private static final Pattern ORIGIN = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})");
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int POLLS = 20;

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;

  InputImages(Watched watched) {
    this.topic = watched.images();
    this.consumer = watched.consumer();
  }

  /**
   * The bytes of an image.
   *
   * @param origin {@code topic-partition-offset}
   * @return empty if it is not in the input topic, or no longer
   */
  synchronized Optional<byte[]> find(String origin) {
    Matcher parts = ORIGIN.matcher(origin);
    if (!parts.matches() || !parts.group(1).equals(topic)) {
      return Optional.empty();
    }
    TopicPartition partition = new TopicPartition(topic, Integer.parseInt(parts.group(2)));
    long offset = Long.parseLong(parts.group(3));
    try {
      consumer.assign(List.of(partition));
      consumer.seek(partition, offset);
      for (int i = 0; i < POLLS; i++) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          return record.offset() == offset ? Optional.ofNullable(record.value()) : Optional.empty();
        }
      }
      return Optional.empty();
    } finally {
      consumer.unsubscribe();
    }
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
