package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.job.PredictionJson;
import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that runs until Ctrl-C. */
class StreamITCase {
  private static final int PICTURES = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void goesOnWhereCtrlCStoppedIt(@TempDir Path checkpoints) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      for (String topic : List.of("images", "predictions", "rejects")) {
        broker.createTopic(topic, 1);
      }
      send(broker, 0);
      Run first = runUntil(PICTURES, broker, "--checkpoint-dir", checkpoints);
      send(broker, PICTURES);
      Matcher savepoint = Pattern.compile("--from (\\S+)").matcher(first.out());
      assertThat(savepoint.find()).as(first.toString()).isTrue();
      Run second = runUntil(2 * PICTURES, broker, "--from", savepoint.group(1));

      assertThat(first.exitCode()).as(first.err()).isZero();
      assertThat(first.out()).contains("Flink web UI   http://");
      assertThat(second.exitCode()).as(second.err()).isZero();
      assertThat(read(broker, 2 * PICTURES))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 2 * PICTURES).mapToObj(i -> "picture-" + i).toList());
    }
  }

  /** Runs the command, and presses Ctrl-C when there are so many predictions. */
  private static Run runUntil(int predictions, EmbeddedBroker broker, Object... more)
      throws Exception {
    Stream<Object> args =
        Stream.of(
            "stream",
            "--bootstrap-servers",
            broker.bootstrapServers(),
            "--input-topic=images",
            "--output-topic=predictions",
            "--rejects-topic=rejects",
            "--starting-offsets=earliest",
            "--model",
            ShippedModel.SHAPES.file(),
            "--parallelism=1",
            "--checkpoint-interval=500 ms");
    CompletableFuture<Run> run =
        CompletableFuture.supplyAsync(
            () -> Run.of(Stream.concat(args, Arrays.stream(more)).toArray()));
    assertThat(read(broker, predictions)).hasSize(predictions);
    CtrlC.press();
    return run.join();
  }

  private static void send(EmbeddedBroker broker, int from) throws Exception {
    SampleImages samples = new SampleImages(9);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = from; i < from + PICTURES; i++) {
        SampleImage sample = samples.draw(i);
        byte[] id = ("picture-" + i).getBytes(UTF_8);
        producer.send(new ProducerRecord<>("images", id, sample.jpeg())).get();
      }
    }
  }

  /** Reads so many predictions from the beginning, or what has come when patience ends. */
  private static List<String> read(EmbeddedBroker broker, int count) throws Exception {
    List<String> ids = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition("predictions", 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ids.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          ids.add(PredictionJson.read(record.value()).id());
        }
      }
    }
    return ids;
  }
}
