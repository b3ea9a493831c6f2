package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.samples.LabelledFolder;
import io.dctstream.samples.SampleImages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
  void showsItselfOnTheLivePageForAsLongAsSomebodyLooks() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    CompletableFuture<Run> run =
        CompletableFuture.supplyAsync(() -> Run.of("demo", "--count", 200, "--web-port", port));

    try (BufferedReader events = events(port)) {
      JsonNode whole = null;
      String end = null;
      for (String line = events.readLine(); end == null; line = events.readLine()) {
        if (line.equals("event: second")) {
          JsonNode second = data(events);
          if (second.path("job").has("rgbBytes") && second.path("job").has("batchSize")) {
            whole = second;
          }
        } else if (line.equals("event: end")) {
          end = data(events).asText();
        }
      }

      assertThat(end).isEqualTo("The demo is over: 200 pictures, each came back once");
      assertThat(whole).isNotNull();
      assertThat(whole.path("troubles")).isEmpty();
      assertThat(whole.at("/job/state").asText()).isIn("RUNNING", "CANCELED"); // that is its end
      assertThat(whole.at("/job/rgbBytes").asLong()).isEqualTo(3 * 128 * 128);
      assertThat(whole.at("/job/packedBytes").asLong()).isBetween(1000L, 3L * 128 * 128);
      assertThat(whole.at("/job/jpegBytes").asLong()).isPositive();
      assertThat(whole.at("/job/batchSize").asDouble()).isBetween(1.0, 16.0);
      assertThat(whole.at("/job/waiting").isNumber()).isTrue();
      assertThat(run).isNotDone();
    }
    assertThat(run.get(1, TimeUnit.MINUTES).exitCode()).as(run.get().err()).isZero();
    assertThat(run.get().out()).contains("Live page      http://127.0.0.1:" + port);
  }

  /** The page's events, as soon as it is served. */
  private static BufferedReader events(int port) throws Exception {
    URL url = URI.create("http://127.0.0.1:%d/events".formatted(port)).toURL();
    for (int tries = 0; ; tries++) {
      try {
        return new BufferedReader(new InputStreamReader(url.openStream(), UTF_8));
      } catch (ConnectException e) {
        if (tries == 600) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private static JsonNode data(BufferedReader events) throws IOException {
    return new JsonMapper().readTree(events.readLine().substring("data: ".length()));
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
