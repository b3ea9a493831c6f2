package io.dctstream.cli.cluster;

import io.dctstream.job.InferenceOptions;
import io.dctstream.job.kafka.KafkaOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Assumptions;

/** The job as users submit it. */
public final class TestJob {
  /** For clusters of tests, whose processes live too short for the second compiler to pay off. */
  public static final Map<String, String> SHORT_LIVED =
      Map.of("env.java.opts.all", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

  private TestJob() {}

  /** The job jar; a test that needs it is skipped where it is not built. */
  public static Path jar() {
    Path jar = Path.of("../flink-job/target/dctstream-job.jar").toAbsolutePath();
    Assumptions.assumeTrue(Files.exists(jar), "There is no job jar yet; `mvn package` builds it");
    return jar;
  }

  /** Options with the topics images, predictions and rejects, and the model that ships. */
  static Configuration options(String bootstrapServers) {
    return new Configuration()
        .set(KafkaOptions.BOOTSTRAP_SERVERS, bootstrapServers)
        .set(KafkaOptions.INPUT_TOPIC, "images")
        .set(KafkaOptions.OUTPUT_TOPIC, "predictions")
        .set(KafkaOptions.REJECTS_TOPIC, "rejects")
        .set(
            InferenceOptions.MODEL_PATH,
            Path.of("../models/shapes/1/model.onnx").toAbsolutePath().normalize().toString());
  }
}
