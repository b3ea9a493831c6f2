package io.dctstream.cli.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.embedded.FlinkProcesses.Outcome;
import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on a cluster of processes that know nothing but Flink: what it lacks, or what its
 * native libraries cannot do under Flink's child-first class loader, fails here.
 */
class JobJarITCase {
  private static final Path JAR = Path.of("../flink-job/target/dctstream-job.jar").toAbsolutePath();

  @Test
  void runsTwiceOnOneTaskManager(@TempDir Path directory) throws Exception {
    Assumptions.assumeTrue(Files.exists(JAR), "There is no job jar yet; `mvn package` builds it");
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        FlinkProcesses cluster = FlinkProcesses.start(directory)) {
      Topics topics = new Topics(broker.bootstrapServers());
      broker.createTopic("predictions", 1);
      broker.createTopic("rejects", 1);
      List<String> ids = new ArrayList<>();
      for (int round = 0; round < 2; round++) {
        // One for each round: a bounded job may end before its last offsets are committed.
        String images = "images-" + round;
        broker.createTopic(images, 2);
        for (int index = 0; index < 20; index++) {
          SampleImage sample = new SampleImages(20 + round).draw(index);
          String id = round + "-" + sample.id();
          ids.add(id);
          topics.send(List.of(new ProducerRecord<>(images, id.getBytes(UTF_8), sample.jpeg())));
        }
        Outcome outcome = cluster.run(JAR, arguments(broker, images));
        assertThat(outcome.exitCode())
            .as("%s\n%s", outcome.output(), cluster.log("taskmanager"))
            .isZero();
        assertThat(topics.committedIds("predictions")).containsExactlyInAnyOrderElementsOf(ids);
      }
      assertThat(topics.committedIds("rejects")).isEmpty();

      Outcome refused = cluster.run(JAR, arguments(broker, "nowhere"));
      assertThat(refused.exitCode()).isNotZero();
      assertThat(refused.output()).contains("The topic 'nowhere' does not exist at");
    }
  }

  private static List<String> arguments(EmbeddedBroker broker, String inputTopic) {
    return List.of(
        "--dctstream.kafka.bootstrap-servers",
        broker.bootstrapServers(),
        "--dctstream.kafka.input-topic",
        inputTopic,
        "--dctstream.kafka.output-topic",
        "predictions",
        "--dctstream.kafka.rejects-topic",
        "rejects",
        "--dctstream.kafka.bounded",
        "true",
        "--dctstream.model.path",
        Path.of("../models/shapes/1/model.onnx").toAbsolutePath().toString());
  }
}
