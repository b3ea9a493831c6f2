package io.dctstream.benchmarks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.contract.Prediction;
import io.dctstream.job.PredictionJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends images at a steady rate through the job, and sees when they come out. An image's record
 * bears the time at which it was due, so that a sender who falls behind, because he shares
 * processors with the job, makes the job look slower and never quicker.
 */
final class SteadyLoad {
  /** The topic of the images. */
  static final String INPUT = "steady";

  /** The thread that sends them. */
  static final String SENDER = "sender";

  private static final Duration POLL = Duration.ofMillis(20);
  private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();

  /** The first quarter does not count. */
  private static final int UNCOUNTED_PART = 4;

  /**
   * What came out.
   *
   * @param perSecond images sent
   * @param classified until the model had answered
   * @param emitted until the broker had taken the prediction
   * @param visible until a reader of what is committed had it
   * @param predictionBytes mean length of a prediction
   * @param cpuMicros of an image, by the threads that worked for it
   */
  record Outcome(
      double perSecond,
      Latency classified,
      Latency emitted,
      Latency visible,
      long predictionBytes,
      Map<ThreadUse.Role, Double> cpuMicros) {}

  /** When an image was where, in milliseconds since 1970-01-01 UTC. */
  private record Passage(long due, long classified, long emitted, long visible) {}

  private final Workload workload;
  private final EmbeddedBroker broker;
  private final List<Passage> passages = new ArrayList<>();

  SteadyLoad(Workload workload, EmbeddedBroker broker) {
    this.workload = workload;
    this.broker = broker;
  }

  /**
   * @param warmUp images sent before, as fast as they go
   */
  Outcome run(KafkaJob job, double perSecond, int warmUp) throws Exception { // as the job's
    broker.createTopic(INPUT, 1);
    RunTopics topics = new RunTopics(broker, INPUT, INPUT).create();
    int images = workload.images();
    long bytes = 0;
    JobClient client = job.submit(topics.options());
    ExecutorService sender = Executors.newSingleThreadExecutor(task -> new Thread(task, SENDER));
    Map<ThreadUse.Role, Double> used;
    try (KafkaConsumer<byte[], byte[]> reader = topics.reader();
        KafkaProducer<byte[], byte[]> producer = RunTopics.producer(broker)) {
      send(producer, warmUp, Double.POSITIVE_INFINITY);
      long lastNews = System.nanoTime();
      for (int count = 0; count < warmUp; ) {
        count += reader.poll(POLL).count();
        checkPatience(lastNews);
      }
      ThreadUse use = new ThreadUse();
      Future<?> sent = sender.submit(() -> send(producer, images, perSecond));
      lastNews = System.nanoTime();
      while (passages.size() < images) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          Prediction prediction = PredictionJson.read(record.value());
          passages.add(
              new Passage(
                  prediction.timestamp(),
                  prediction.classifiedAt(),
                  record.timestamp(),
                  System.currentTimeMillis()));
          lastNews = System.nanoTime();
          bytes += record.value().length;
        }
        checkPatience(lastNews);
      }
      sent.get();
      used = use.seconds();
    } finally {
      sender.shutdownNow();
      client.cancel().join();
    }
    used.replaceAll((role, seconds) -> seconds * 1e6 / images);
    return new Outcome(
        perSecond,
        latency(Passage::classified),
        latency(Passage::emitted),
        latency(Passage::visible),
        bytes / images,
        used);
  }

  /** Writes the times of each image in the order in which they came out. */
  void write(Path csv) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("due,classified,emitted,visible");
    for (Passage passage : passages) {
      lines.add(
          "%d,%d,%d,%d"
              .formatted(
                  passage.due(), passage.classified(), passage.emitted(), passage.visible()));
    }
    Files.write(csv, lines);
  }

  private void checkPatience(long lastNews) {
    if (System.nanoTime() - lastNews > PATIENCE_NANOS) {
      throw new IllegalStateException(
          "No prediction came for a minute, after %d of %d"
              .formatted(passages.size(), workload.images()));
    }
  }

  private Latency latency(ToLongFunction<Passage> when) {
    return Latency.of(
        passages.stream()
            .skip(passages.size() / UNCOUNTED_PART)
            .mapToDouble(passage -> when.applyAsLong(passage) - passage.due())
            .toArray());
  }

  private void send(KafkaProducer<byte[], byte[]> producer, int images, double perSecond) {
    long start = System.nanoTime();
    long startMillis = System.currentTimeMillis();
    for (int i = 0; i < images; i++) {
      long wait = (long) (i / perSecond * 1e9);
      while (System.nanoTime() < start + wait) {
        LockSupport.parkNanos(start + wait - System.nanoTime());
      }
      long due = startMillis + TimeUnit.NANOSECONDS.toMillis(wait);
      byte[] key = Integer.toString(i).getBytes(UTF_8);
      var unused = producer.send(new ProducerRecord<>(INPUT, null, due, key, workload.jpeg(i)));
    }
  }
}
