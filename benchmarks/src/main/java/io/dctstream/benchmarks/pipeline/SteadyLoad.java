package io.dctstream.benchmarks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.job.PredictionJson;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends images at a steady rate through the job, and sees when they come out. */
final class SteadyLoad {
  private static final String NAME = "steady";
  private static final Duration POLL = Duration.ofMillis(20);
  private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();

  /** The first quarter warms up. */
  private static final int WARM_UP_PART = 4;

  /**
   * What came out.
   *
   * @param perSecond images sent
   * @param emitted until the broker has taken the prediction
   * @param visible until a reader of what is committed has it
   * @param predictionBytes mean length of a prediction
   */
  record Outcome(double perSecond, Latency emitted, Latency visible, long predictionBytes) {}

  private final Workload workload;
  private final EmbeddedBroker broker;

  SteadyLoad(Workload workload, EmbeddedBroker broker) {
    this.workload = workload;
    this.broker = broker;
  }

  Outcome run(KafkaJob job, double perSecond) throws Exception { // as the job's
    broker.createTopic(NAME, 1);
    RunTopics topics = new RunTopics(broker, NAME, NAME).create();
    int images = workload.images();
    double[] emitted = new double[images];
    double[] visible = new double[images];
    long bytes = 0;
    JobClient client = job.submit(topics.options());
    try (KafkaConsumer<byte[], byte[]> reader = topics.reader()) {
      Thread sender = new Thread(() -> send(images, perSecond), "sender");
      sender.start();
      long lastNews = System.nanoTime();
      for (int count = 0; count < images; ) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          long sent = PredictionJson.read(record.value()).timestamp();
          emitted[count] = record.timestamp() - sent;
          visible[count++] = System.currentTimeMillis() - sent;
          lastNews = System.nanoTime();
          bytes += record.value().length;
        }
        if (System.nanoTime() - lastNews > PATIENCE_NANOS) {
          throw new IllegalStateException(
              "No prediction came for a minute, after %d of %d".formatted(count, images));
        }
      }
      sender.join();
    } finally {
      client.cancel().join();
    }
    int from = images / WARM_UP_PART;
    return new Outcome(
        perSecond,
        Latency.of(Arrays.copyOfRange(emitted, from, images)),
        Latency.of(Arrays.copyOfRange(visible, from, images)),
        bytes / images);
  }

  private void send(int images, double perSecond) {
    try (KafkaProducer<byte[], byte[]> producer = RunTopics.producer(broker)) {
      long start = System.nanoTime();
      for (int i = 0; i < images; i++) {
        long due = start + (long) (i / perSecond * 1e9);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        var unused =
            producer.send(
                new ProducerRecord<>(NAME, Integer.toString(i).getBytes(UTF_8), workload.jpeg(i)));
      }
    }
  }
}
