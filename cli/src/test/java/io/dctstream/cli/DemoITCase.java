package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.samples.LabelledFolder;
import io.dctstream.samples.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product: broker, cluster, job and model, with pictures whose answers are known. */
class DemoITCase {
  @TempDir Path folder;

  @Test
  void bringsEveryDrawnPictureBackOnceAndEveryDamagedOneAsAReject() throws IOException {
    Path file = folder.resolve("report.json");

    Run run = Run.of("demo", "--count", 400, "--report", file);

    assertThat(run.err()).doesNotContain("Exception");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("Flink web UI   http://", "First result", "images/s");
    JsonNode report = new JsonMapper().readTree(Files.readString(file));
    assertThat(report.path("sent").asInt()).isEqualTo(400);
    assertThat(report.path("predictions").asInt()).isEqualTo(396);
    assertThat(report.at("/rejects/TRUNCATED").asInt()).isEqualTo(1);
    assertThat(report.at("/rejects/NOT_JPEG").asInt()).isEqualTo(3);
    assertThat(report.path("accuracy").asDouble()).isGreaterThan(0.8);
    assertThat(report.at("/bytesPerImage/packed").asLong())
        .isBetween(1L, report.at("/bytesPerImage/rgb").asLong());
  }

  @Test
  void takesAFolderAndRejectsWhatIsNoPictureInIt() throws IOException {
    Path photos = folder.resolve("photos");
    SampleImages samples = new SampleImages(5);
    LabelledFolder.write(photos, LongStream.range(0, 12).mapToObj(samples::draw).toList());
    Files.writeString(photos.resolve("rings").resolve("note.jpg"), "not a picture");

    Run run = Run.of("demo", "--images", photos, "--parallelism", 1);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("images sent +13\n").containsPattern("1  NOT_JPEG 1\n");
  }
}
