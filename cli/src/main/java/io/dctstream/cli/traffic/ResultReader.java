package io.dctstream.cli.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.contract.Prediction;
import io.dctstream.contract.RejectCode;
import io.dctstream.job.PredictionJson;
import io.dctstream.job.kafka.RejectHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what the job has committed, and enters it into the ledger. */
public final class ResultReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Ledger ledger;

  /** Begins at the beginning of both topics. */
  public ResultReader(String bootstrapServers, Ledger ledger) {
    this.ledger = ledger;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        List.of(Topics.PREDICTIONS, Topics.REJECTS).stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Reads what is there, and waits up to {@code patience} for something.
   *
   * @return the predictions among it
   */
  public List<Prediction> read(Duration patience) throws IOException {
    List<Prediction> predictions = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
      if (record.topic().equals(Topics.PREDICTIONS)) {
        Prediction prediction = PredictionJson.read(record.value());
        ledger.predicted(prediction.id(), prediction.best().label());
        predictions.add(prediction);
      } else {
        ledger.rejected(
            new String(record.key(), UTF_8),
            RejectCode.valueOf(header(record, RejectHeaders.CODE)),
            header(record, RejectHeaders.MESSAGE));
      }
    }
    return predictions;
  }

  /** Reads to what is the end now. */
  public void readToEnd() throws IOException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      read(Duration.ofMillis(100));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
