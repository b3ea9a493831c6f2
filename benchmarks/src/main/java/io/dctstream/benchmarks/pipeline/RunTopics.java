package io.dctstream.benchmarks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.job.kafka.StartingOffsets;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics of one run. The broker stamps each result with the time at which it took it, so that
 * the results themselves say when they were emitted.
 *
 * @param broker where they are
 * @param run names the run
 * @param input the topic of the pictures, which runs may share
 */
record RunTopics(EmbeddedBroker broker, String run, String input) {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A request for each picture would keep the broker busier than the job. */
  private static final int LINGER_MS = 2;

  /** Makes the topics of the results. */
  RunTopics create() throws IOException {
    for (String topic : List.of(predictions(), rejects())) {
      try (Admin admin =
          Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
        NewTopic stamped =
            new NewTopic(topic, 1, (short) 1)
                .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
        admin.createTopics(List.of(stamped)).all().get();
      } catch (ExecutionException e) {
        throw new IOException("The topic '%s' could not be made".formatted(topic), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while making the topic '%s'".formatted(topic), e);
      }
    }
    return this;
  }

  String predictions() {
    return run + "-predictions";
  }

  String rejects() {
    return run + "-rejects";
  }

  /** The options that join a job to the topics. */
  Configuration options() {
    Configuration options = new Configuration();
    options.set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
    options.set(KafkaOptions.INPUT_TOPIC, input);
    options.set(KafkaOptions.OUTPUT_TOPIC, predictions());
    options.set(KafkaOptions.REJECTS_TOPIC, rejects());
    options.set(KafkaOptions.GROUP_ID, run);
    options.set(KafkaOptions.STARTING_OFFSETS, StartingOffsets.EARLIEST);
    return options;
  }

  /** Puts the workload's pictures into the input. */
  static void fill(EmbeddedBroker broker, String input, Workload workload) throws IOException {
    broker.createTopic(input, 1);
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      for (int i = 0; i < workload.images(); i++) {
        var unused =
            producer.send(
                new ProducerRecord<>(input, Integer.toString(i).getBytes(UTF_8), workload.jpeg(i)));
      }
    }
  }

  static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", LINGER_MS),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Reads what is committed of the predictions, from the beginning. */
  KafkaConsumer<byte[], byte[]> reader() {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partition = List.of(new TopicPartition(predictions(), 0));
    consumer.assign(partition);
    consumer.seekToBeginning(partition);
    return consumer;
  }

  /**
   * Images a second of those after the warm-up, by the times of their predictions.
   *
   * @throws IllegalStateException if not exactly one prediction an image is there
   */
  double perSecond(Workload workload) {
    long[] times = new long[workload.images()];
    int count = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = reader()) {
      while (count < times.length) {
        var records = consumer.poll(POLL);
        if (records.isEmpty()) {
          throw new IllegalStateException(
              "%d predictions of %d images came out of %s".formatted(count, times.length, run));
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (count == times.length) {
            throw new IllegalStateException("More predictions than images came out of " + run);
          }
          times[count++] = record.timestamp();
        }
      }
    }
    int from = workload.warmUp();
    return (times.length - from) * 1e3 / (times[times.length - 1] - times[from - 1]);
  }
}
