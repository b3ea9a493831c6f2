package io.dctstream.cli.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.RejectCode;
import io.dctstream.job.DecodeOptions;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.JobException;
import io.dctstream.job.Placement;
import io.dctstream.job.PredictionJson;
import io.dctstream.job.StreamJob;
import io.dctstream.job.kafka.ImageSource;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.job.kafka.RejectHeaders;
import io.dctstream.samples.Damage;
import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole job, on a real broker and a real cluster, with the model that ships. */
class StreamJobITCase {
  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 2;
  private static final int BACKLOG = 1000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static EmbeddedBroker broker;
  private static EmbeddedCluster cluster;
  private static Topics topics;

  @TempDir private Path directory;
  private Configuration options;
  private String images;
  private String predictions;
  private String rejects;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(0);
    cluster = EmbeddedCluster.start(4, 0);
    topics = new Topics(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    cluster.close();
    broker.close();
  }

  @BeforeEach
  void createTopics(TestInfo test) throws Exception {
    String name = test.getTestMethod().orElseThrow().getName();
    images = name + "-images";
    predictions = name + "-predictions";
    rejects = name + "-rejects";
    broker.createTopic(images, PARTITIONS);
    broker.createTopic(predictions, PARTITIONS);
    broker.createTopic(rejects, 1);
    options =
        new Configuration()
            .set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers())
            .set(KafkaOptions.INPUT_TOPIC, images)
            .set(KafkaOptions.OUTPUT_TOPIC, predictions)
            .set(KafkaOptions.REJECTS_TOPIC, rejects)
            .set(KafkaOptions.GROUP_ID, name)
            .set(InferenceOptions.MODEL_PATH, "../models/shapes/1/model.onnx")
            .set(InferenceOptions.TOP_K, 2);
  }

  @Test
  void noImageIsLostOrCountedTwiceThroughAFailure() throws Exception {
    StreamExecutionEnvironment environment = environment();
    DataStream<ImageRecord> failing =
        environment
            .fromSource(ImageSource.of(options), WatermarkStrategy.noWatermarks(), "images")
            .uid("images")
            .map(new FailOnce())
            .uid("fail-once");
    StreamJob.classify(failing, options);
    JobClient job = environment.executeAsync("through a failure");

    // The job always has images to do, so that checkpoints and the failure meet some in a batch.
    List<byte[]> pictures = drawn(100);
    List<String> ids = new ArrayList<>();
    do {
      for (int round = 0; round < BACKLOG / pictures.size(); round++) {
        ids.addAll(sendAll(pictures, ids.size()));
      }
      await(() -> FailOnce.hasFailed() || ids.size() - results().size() < BACKLOG);
      FailOnce.arm(2 * PARALLELISM);
    } while (!FailOnce.hasFailed());
    ids.addAll(sendAll(pictures, ids.size()));
    await(() -> results().size() >= ids.size());
    stop(job);

    assertThat(results()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(topics.committedIds(rejects)).hasSize(ids.size() / pictures.size());
  }

  @Test
  void aStoppedJobGoesOnWithOtherSubtasksAndBatches() throws Exception {
    List<byte[]> pictures = drawn(100);
    List<String> ids = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      ids.addAll(sendAll(pictures, ids.size()));
    }
    JobClient job = submit();
    await(() -> !results().isEmpty());
    ids.addAll(sendAll(pictures, ids.size()));
    String savepoint = stop(job);

    ids.addAll(sendAll(pictures, ids.size()));
    options
        .set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint)
        .set(InferenceOptions.BATCH_SIZE, 3)
        .set(InferenceOptions.PLACEMENT, Placement.APART)
        .set(InferenceOptions.PARALLELISM, 2)
        .set(DecodeOptions.PARALLELISM, 1);
    JobClient again = submit();
    await(() -> results().size() >= ids.size());
    stop(again);

    assertThat(results()).containsExactlyInAnyOrderElementsOf(ids);
  }

  /**
   * The savepoints are of jobs that had read the first five images of both partitions. Each version
   * that writes others adds its own; none goes.
   */
  @ParameterizedTest
  @ValueSource(strings = "0.1")
  void goesOnFromTheSavepointsOfEarlierVersions(String version) throws Exception {
    broker.createTopic("kept-images", 2);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int index = 0; index < 14; index++) {
      byte[] jpeg = new SampleImages(3).draw(index).jpeg();
      records.add(new ProducerRecord<>("kept-images", index % 2, key("image-" + index), jpeg));
    }
    topics.send(records);
    options
        .set(KafkaOptions.INPUT_TOPIC, "kept-images")
        .set(
            StateRecoveryOptions.SAVEPOINT_PATH,
            Path.of("src/test/resources/io/dctstream/cli/savepoints", version).toUri().toString());

    JobClient job = submit();
    await(() -> results().size() >= 4);
    stop(job);

    assertThat(results()).containsExactlyInAnyOrder("image-10", "image-11", "image-12", "image-13");
  }

  /** Most of the fifty partitions stay empty. */
  @Test
  void oddKeysHeadersAndTimesHarmNothing() throws Exception {
    broker.createTopic("fifty", 50);
    byte[] jpeg = new SampleImages(13).draw(0).jpeg();
    byte[] notUtf8 = {(byte) 0xff, 'a', (byte) 0xfe};
    Header oddHeader = new RecordHeader("\u0000\n", notUtf8);
    Header withoutValue = new RecordHeader("code", (byte[]) null);
    List<Header> headers = List.of(oddHeader, withoutValue, oddHeader);
    topics.send(
        List.of(
            new ProducerRecord<>("fifty", 7, 3000L, key("late"), jpeg, headers),
            new ProducerRecord<>("fifty", 7, 1000L, notUtf8, jpeg, headers),
            new ProducerRecord<>("fifty", 7, 2000L, key("\u0000\"\n"), jpeg),
            new ProducerRecord<>("fifty", 49, 0L, new byte[0], jpeg),
            new ProducerRecord<>("fifty", 49, 5L, key("x".repeat(10_000)), new byte[0], headers)));

    options.set(KafkaOptions.INPUT_TOPIC, "fifty");
    runToTheEnd();

    Map<String, Long> times = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.committed(predictions)) {
      Prediction prediction = PredictionJson.read(record.value());
      assertThat(new String(record.key(), UTF_8)).isEqualTo(prediction.id());
      assertThat(record.timestamp()).isEqualTo(prediction.timestamp());
      times.put(prediction.id(), prediction.timestamp());
    }
    assertThat(times)
        .isEqualTo(
            Map.of("late", 3000L, "\ufffda\ufffd", 1000L, "\u0000\"\n", 2000L, "fifty-49-0", 0L));
    assertThat(topics.committedIds(rejects)).containsExactly("x".repeat(10_000));
  }

  @Test
  void aRecordOfThirtyMegabytesComesBackWhole() throws Exception {
    byte[] large = new byte[30 << 20];
    new Random(1).nextBytes(large);
    topics.send(List.of(new ProducerRecord<>(images, key("large"), large)));
    runToTheEnd();
    assertThat(topics.committed(rejects))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.value()).isEqualTo(large);
              assertThat(header(record, RejectHeaders.CODE)).isEqualTo("NOT_JPEG");
            });
  }

  @Test
  void aJobOnAnEmptyTopicWaitsAndStopsInOrder() throws Exception {
    JobClient job = submit();
    await(() -> job.getJobStatus().join() == JobStatus.RUNNING);
    options.set(StateRecoveryOptions.SAVEPOINT_PATH, stop(job));
    assertThat(results()).isEmpty();

    List<String> ids = sendAll(drawn(2), 0);
    JobClient again = submit();
    await(() -> results().size() >= ids.size());
    stop(again);
    assertThat(results()).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void badImagesAmongGoodOnesAreRejectsWithTheirReason() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, RejectCode> bad = new HashMap<>();
    Map<String, byte[]> sent = new HashMap<>();
    SampleImages samples = new SampleImages(11);
    for (int index = 0; index < 40; index++) {
      SampleImage sample = samples.draw(index);
      sent.put(sample.id(), sample.jpeg());
    }
    for (Damage damage : Damage.values()) {
      for (int index = 0; index < 5; index++) {
        String id = damage + "-" + index;
        sent.put(id, damage.apply(samples.draw(index).jpeg(), index));
        bad.put(id, damage == Damage.TRUNCATED ? RejectCode.TRUNCATED : RejectCode.NOT_JPEG);
      }
    }
    // In the order of a hash map: good and bad ones mixed.
    sent.forEach((id, bytes) -> records.add(new ProducerRecord<>(images, 0, key(id), bytes)));
    records.add(new ProducerRecord<>(images, 1, key("tombstone"), null));
    bad.put("tombstone", RejectCode.NOT_JPEG);
    sent.put("tombstone", new byte[0]);
    records.add(new ProducerRecord<>(images, 2, null, samples.draw(99).jpeg()));
    String withoutKey = images + "-2-0";
    topics.send(records);

    runToTheEnd();

    List<ConsumerRecord<byte[], byte[]>> rejected = topics.committed(rejects);
    Map<String, RejectCode> codes = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> reject : rejected) {
      String id = new String(reject.key(), UTF_8);
      codes.put(id, RejectCode.valueOf(header(reject, RejectHeaders.CODE)));
      assertThat(reject.value()).as(id).isEqualTo(sent.get(id));
      assertThat(header(reject, RejectHeaders.MESSAGE)).as(id).isNotBlank();
      assertThat(header(reject, RejectHeaders.ORIGIN)).as(id).startsWith(images + "-");
      assertThat(Long.parseLong(header(reject, RejectHeaders.TIMESTAMP))).isPositive();
    }
    assertThat(codes).isEqualTo(bad);
    assertThat(rejected).hasSameSizeAs(bad.keySet());
    assertThat(results()).hasSize(records.size()).doesNotHaveDuplicates().contains(withoutKey);
  }

  @Test
  void aPredictionNamesItsImageAndItsModel() throws Exception {
    SampleImage sample = new SampleImages(12).draw(0);
    topics.send(List.of(new ProducerRecord<>(images, 3, 1234L, key(sample.id()), sample.jpeg())));

    runToTheEnd();

    ConsumerRecord<byte[], byte[]> record = topics.committed(predictions).get(0);
    Prediction prediction = PredictionJson.read(record.value());
    assertThat(prediction.id()).isEqualTo(sample.id());
    assertThat(prediction.origin().text()).isEqualTo(images + "-3-0");
    assertThat(prediction.timestamp()).isEqualTo(1234);
    assertThat(record.timestamp()).isEqualTo(1234);
    assertThat(prediction.model()).isEqualTo("shapes");
    assertThat(prediction.version()).isEqualTo("1");
    assertThat(prediction.top()).hasSize(2);
    assertThat(prediction.classifiedAt()).isGreaterThan(prediction.timestamp());
  }

  @Test
  void aTopicThatDoesNotExistIsNamed() {
    options.set(KafkaOptions.OUTPUT_TOPIC, "nowhere");
    assertThatThrownBy(() -> StreamJob.build(environment(), options))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("The topic 'nowhere' does not exist at")
        .hasMessageContaining("'dctstream.kafka.output-topic'");
  }

  private StreamExecutionEnvironment environment() {
    Configuration settings = new Configuration(options);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    return cluster.environment(settings).setParallelism(PARALLELISM);
  }

  private JobClient submit() throws Exception {
    StreamExecutionEnvironment environment = environment();
    StreamJob.build(environment, options);
    return environment.executeAsync();
  }

  /** Returns the savepoint; all tasks must run by then, so it tries until they do. */
  private String stop(JobClient job) throws Exception {
    String target = directory.toUri().toString();
    AtomicReference<String> savepoint = new AtomicReference<>();
    await(
        () -> {
          try {
            savepoint.set(
                job.stopWithSavepoint(false, target, SavepointFormatType.CANONICAL).join());
            return true;
          } catch (CompletionException e) {
            return false;
          }
        });
    return savepoint.get();
  }

  private void runToTheEnd() throws Exception {
    options.set(KafkaOptions.BOUNDED, true);
    StreamExecutionEnvironment environment = environment();
    StreamJob.build(environment, options);
    environment.execute();
  }

  /** Drawn pictures, the last of them cut off. */
  private static List<byte[]> drawn(int count) {
    SampleImages samples = new SampleImages(10);
    List<byte[]> pictures = new ArrayList<>();
    for (int index = 0; index < count - 1; index++) {
      pictures.add(samples.draw(index).jpeg());
    }
    pictures.add(Damage.TRUNCATED.apply(samples.draw(count).jpeg(), 1));
    return pictures;
  }

  /** Sends each picture under an id of its own. */
  private List<String> sendAll(List<byte[]> pictures, int firstId) throws Exception {
    List<String> ids = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (byte[] picture : pictures) {
      int number = firstId + ids.size();
      ids.add("image-" + number);
      records.add(
          new ProducerRecord<>(images, number % PARTITIONS, key("image-" + number), picture));
    }
    topics.send(records);
    return ids;
  }

  private List<String> results() {
    return Stream.of(predictions, rejects)
        .flatMap(topic -> topics.committedIds(topic).stream())
        .toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.sleep(200);
    }
  }

  private static byte[] key(String id) {
    return id.getBytes(UTF_8);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
