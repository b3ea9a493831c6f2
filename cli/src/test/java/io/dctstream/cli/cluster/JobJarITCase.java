package io.dctstream.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.cli.embedded.Topics;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on a cluster of processes that know nothing but Flink: what it lacks, or what its
 * native libraries cannot do under Flink's child-first class loader, fails here.
 */
class JobJarITCase {
  @Test
  void runsTwiceOnOneTaskManager(@TempDir Path directory) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        SessionCluster cluster =
            SessionCluster.start(
                new ClusterSettings(
                    directory, 0, List.of("one"), 2, List.of(), TestJob.SHORT_LIVED))) {
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
        cluster.flink(run(broker, images));
        assertThat(topics.committedIds("predictions")).containsExactlyInAnyOrderElementsOf(ids);
      }
      assertThat(topics.committedIds("rejects")).isEmpty();

      assertThatThrownBy(() -> cluster.flink(run(broker, "nowhere")))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("The topic 'nowhere' does not exist at");
    }
  }

  /** Arguments of {@code flink}: a job that ends at the end of the topic. */
  private static List<String> run(EmbeddedBroker broker, String inputTopic) {
    List<String> arguments = new ArrayList<>(List.of("run", TestJob.jar().toString()));
    TestJob.options(broker.bootstrapServers())
        .set(KafkaOptions.INPUT_TOPIC, inputTopic)
        .set(KafkaOptions.BOUNDED, true)
        .toMap()
        .forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    return arguments;
  }
}
