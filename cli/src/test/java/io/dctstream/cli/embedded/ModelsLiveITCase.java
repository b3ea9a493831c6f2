package io.dctstream.cli.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.cli.ShippedModel;
import io.dctstream.contract.Prediction;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.PredictionJson;
import io.dctstream.job.StreamJob;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.samples.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import onnx.Onnx.ModelProto;
import onnx.Onnx.StringStringEntryProto;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of versions under the whole job, on a real broker: what its readers see. */
class ModelsLiveITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int IMAGES_AT_ONCE = 20;
  private static final byte[] JPEG = new SampleImages(61).draw(0).jpeg();

  private final List<String> ids = new ArrayList<>();

  @TempDir private Path directory;
  private Path models;

  @BeforeEach
  void publishTheFirst() throws IOException {
    models = Files.createDirectory(directory.resolve("models"));
    publish("1");
  }

  @Test
  void aShadowIsComparedAndANewVersionTakesOver() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        EmbeddedCluster cluster = EmbeddedCluster.start(2, 0)) {
      for (String topic : List.of("images", "predictions", "rejects", "comparisons")) {
        broker.createTopic(topic, 1);
      }
      Topics topics = new Topics(broker.bootstrapServers());
      Configuration options =
          options(broker).set(InferenceOptions.MODEL_VERSIONS, "1,shadow=latest");

      JobClient job = submit(cluster, options);
      publish("2");
      sendUntil(topics, "comparisons", comparison -> true);
      options
          .set(StateRecoveryOptions.SAVEPOINT_PATH, stop(job))
          .set(InferenceOptions.MODEL_VERSIONS, "latest");
      for (ConsumerRecord<byte[], byte[]> record : topics.committed("comparisons")) {
        JsonNode comparison = new JsonMapper().readTree(record.value());
        assertThat(comparison.at("/serving/version").asText()).isEqualTo("1");
        assertThat(comparison.at("/shadow/version").asText()).isEqualTo("2");
        assertThat(comparison.at("/difference").asDouble()).as("the same weights").isZero();
        assertThat(ids).contains(new String(record.key(), UTF_8));
      }
      assertThat(versions(topics)).containsOnly("1");

      job = submit(cluster, options);
      sendUntil(topics, "predictions", record -> version(record).equals("2"));
      publish("3");
      sendUntil(topics, "predictions", record -> version(record).equals("3"));
      stop(job);

      assertThat(topics.committedIds("predictions")).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(versions(topics)).as("each takes over from the one before").isSorted();
    }
  }

  private Configuration options(EmbeddedBroker broker) {
    return new Configuration()
        .set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers())
        .set(KafkaOptions.INPUT_TOPIC, "images")
        .set(KafkaOptions.OUTPUT_TOPIC, "predictions")
        .set(KafkaOptions.REJECTS_TOPIC, "rejects")
        .set(KafkaOptions.SHADOW_TOPIC, "comparisons")
        .set(InferenceOptions.MODEL_PATH, models.toString())
        .set(InferenceOptions.MODEL_POLL_INTERVAL, Duration.ofMillis(200))
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
  }

  private static JobClient submit(EmbeddedCluster cluster, Configuration options) throws Exception {
    StreamExecutionEnvironment environment = cluster.environment(options).setParallelism(1);
    StreamJob.build(environment, options);
    return environment.executeAsync();
  }

  /** Returns the savepoint; all tasks have worked by then. */
  private String stop(JobClient job) {
    String target = directory.resolve("savepoints").toUri().toString();
    return job.stopWithSavepoint(false, target, SavepointFormatType.CANONICAL).join();
  }

  /** Sends images until a result is committed that is as wished. */
  private void sendUntil(
      Topics topics, String topic, Predicate<ConsumerRecord<byte[], byte[]>> wished)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (topics.committed(topic).stream().noneMatch(wished)) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (int i = 0; i < IMAGES_AT_ONCE; i++) {
        String id = "image-" + ids.size();
        ids.add(id);
        records.add(new ProducerRecord<>("images", id.getBytes(UTF_8), JPEG));
      }
      topics.send(records);
      Thread.sleep(200);
    }
  }

  /** The versions of the predictions, in the order in which they were committed. */
  private static List<String> versions(Topics topics) {
    return topics.committed("predictions").stream().map(ModelsLiveITCase::version).toList();
  }

  private static String version(ConsumerRecord<byte[], byte[]> record) {
    try {
      Prediction prediction = PredictionJson.read(record.value());
      return prediction.version();
    } catch (IOException e) {
      throw new AssertionError("A prediction cannot be read", e);
    }
  }

  /** The model that ships, as another version; renamed when it is complete. */
  private void publish(String version) throws IOException {
    ModelProto.Builder model =
        ModelProto.parseFrom(Files.readAllBytes(ShippedModel.SHAPES.file())).toBuilder();
    for (StringStringEntryProto.Builder entry : model.getMetadataPropsBuilderList()) {
      if (entry.getKey().equals("dctstream.version")) {
        entry.setValue(version);
      }
    }
    Path complete = Files.createDirectory(models.resolve("_" + version));
    Files.write(complete.resolve("model.onnx"), model.build().toByteArray());
    Files.move(complete, models.resolve(version));
  }
}
