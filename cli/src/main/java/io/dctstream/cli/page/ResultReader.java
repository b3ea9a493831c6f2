package io.dctstream.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.contract.Prediction;
import io.dctstream.job.kafka.RejectHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;

/** Follows the predictions and the rejects from what is their end now, in a thread of its own. */
final class ResultReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final double PREDICTIONS_SHOWN_PER_SECOND = 4;
  private static final double REJECTS_SHOWN_PER_SECOND = 0.25;
  private static final int PREDICTIONS_SHOWN_AT_ONCE = 12;
  private static final int REJECTS_SHOWN_AT_ONCE = 4;

  private final Watched watched;
  private final Activity activity;
  private final Events events;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::follow, "live-page-results");
  private final Ration predictions =
      new Ration(PREDICTIONS_SHOWN_PER_SECOND, PREDICTIONS_SHOWN_AT_ONCE, System.nanoTime());
  private final Ration rejects =
      new Ration(REJECTS_SHOWN_PER_SECOND, REJECTS_SHOWN_AT_ONCE, System.nanoTime());
  private volatile boolean connected = true;
  private volatile String trouble;
  private volatile boolean closed;

  /** Finds the ends of the topics; what comes later is read after {@link #start}. */
  ResultReader(Watched watched, Activity activity, Events events) {
    this.watched = watched;
    this.activity = activity;
    this.events = events;
    this.consumer = watched.consumer();
    List<TopicPartition> partitions =
        Stream.of(watched.predictions(), watched.rejects())
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seekToEnd alone would only plan it
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** What is wrong, in a sentence. */
  Optional<String> trouble() {
    return connected
        ? Optional.ofNullable(trouble)
        : Optional.of(
            "Kafka at %s does not answer; results are missing here"
                .formatted(watched.bootstrapServers()));
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try (consumer) {
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          show(record);
        }
        connected = connections() > 0;
      }
    } catch (WakeupException e) {
      // close() woke it up.
    } catch (KafkaException e) {
      trouble = "The results can no longer be read from Kafka: " + e.getMessage();
    }
  }

  private void show(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(watched.predictions())) {
      try {
        Prediction prediction = watched.format().read(record.value());
        activity.predicted(prediction, record.serializedValueSize());
        if (predictions.take(System.nanoTime())) {
          events.publish(Events.SIGHT, Sight.of(prediction));
        }
      } catch (IOException | NullPointerException e) {
        trouble =
            "The record %s-%d-%d is no prediction of this version"
                .formatted(record.topic(), record.partition(), record.offset());
      }
    } else {
      String code = header(record, RejectHeaders.CODE);
      activity.rejected(code);
      if (rejects.take(System.nanoTime())) {
        events.publish(
            Events.SIGHT,
            Sight.ofReject(
                record.key() == null ? "" : new String(record.key(), UTF_8),
                header(record, RejectHeaders.ORIGIN),
                record.timestamp(),
                code,
                header(record, RejectHeaders.MESSAGE),
                record.value() == null ? new byte[0] : record.value()));
      }
    }
  }

  /** A broken connection only shows in the consumer's own metrics. */
  private double connections() {
    return consumer.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("connection-count"))
        .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
        .sum();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
