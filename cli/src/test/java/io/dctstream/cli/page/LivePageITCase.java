package io.dctstream.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.contract.Origin;
import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page's server, on a real broker. */
@Timeout(120)
class LivePageITCase {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final SampleImage PICTURE = new SampleImages(3).draw(0);

  private static EmbeddedBroker broker;
  private static Results results;

  private final LivePage page = start();

  private static LivePage start() {
    try {
      return LivePage.start(results.watched(), "127.0.0.1", 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  static void startBroker() throws IOException {
    broker = EmbeddedBroker.start(0);
    results = new Results(broker);
  }

  @AfterAll
  static void stopBroker() {
    results.close();
    broker.close();
  }

  @AfterEach
  void closePage() {
    page.close();
  }

  @Test
  void servesAnImageOfTheInputTopicByItsOrigin() throws Exception {
    results.predicted(new SampleImages(3).draw(1), "1", 0.5f);
    Origin origin = results.predicted(PICTURE, "1", 0.5f);

    HttpResponse<byte[]> answer = get("images/" + origin);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(PICTURE.jpeg());
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
  }

  @Test
  void servesNothingElseOfKafkaOrOfTheDisk() throws Exception {
    results.predicted(PICTURE, "1", 0.5f);

    for (String path :
        new String[] {
          "images/predictions-0-0",
          "images/some-images-0-99999",
          "images/some-images-99-0",
          "images/",
          "LivePage.class",
          "..%2fClassifier.class",
          "nothing"
        }) {
      HttpResponse<byte[]> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(new String(answer.body(), UTF_8)).as(path).hasLineCount(1);
    }
  }

  @Test
  void neverLetsABrowserRunWhatIsInAnImage() throws Exception {
    byte[] script = "<script>alert(1)</script>".getBytes(UTF_8);
    Origin origin = results.rejected("evil", script, "NOT_JPEG", "It is no JPEG file");

    HttpResponse<byte[]> answer = get("images/" + origin);

    assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void tellsWhoComesLateWhatHappenedBefore() throws Exception {
    results.predicted(PICTURE, "1", 0.875f);
    results.rejected("bad", new byte[] {1, 2, (byte) 0xab}, "TRUNCATED", "It ends too early");
    JsonNode second =
        next("second", event -> event.path("predictions").asInt() == 1 && has(event, "TRUNCATED"));
    assertThat(second.path("rejects").path("TRUNCATED").asInt()).isEqualTo(1);

    JsonNode prediction = next("sight", event -> event.has("top"));
    assertThat(prediction.path("id").asText()).isEqualTo(PICTURE.id());
    assertThat(prediction.at("/top/0/label").asText()).isEqualTo(PICTURE.label());
    assertThat(prediction.at("/top/0/score").asDouble()).isEqualTo(0.875);
    assertThat(prediction.path("model").asText()).isEqualTo("shapes 1");
    JsonNode reject = next("sight", event -> event.has("code"));
    assertThat(reject.path("message").asText()).isEqualTo("It ends too early");
    assertThat(reject.path("head").asText()).isEqualTo("01 02 ab");
  }

  @Test
  void goesOnWhereARecordIsNoPrediction() throws Exception {
    results.noise();
    results.predicted(PICTURE, "1", 0.5f);

    JsonNode second = next("second", event -> event.path("predictions").asInt() == 1);

    assertThat(second.at("/troubles/0").asText()).contains("predictions-0-", "no prediction");
  }

  @Test
  void saysThatFlinkDoesNotAnswer() throws Exception {
    Watched lost = results.watched(Optional.of(URI.create("http://127.0.0.1:1")));
    try (LivePage other = LivePage.start(lost, "127.0.0.1", 0)) {
      JsonNode second = next(other, "second", event -> event.path("troubles").size() > 0);

      assertThat(second.at("/troubles/0").asText()).contains("Flink at http://127.0.0.1:1");
    }
  }

  private static boolean has(JsonNode second, String code) {
    return second.path("rejects").has(code);
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(page.address().resolve("/" + path)).build(),
        BodyHandlers.ofByteArray());
  }

  private JsonNode next(String name, Predicate<JsonNode> wanted) throws Exception {
    return next(page, name, wanted);
  }

  /** Listens anew until an event comes that is wanted. */
  private static JsonNode next(LivePage page, String name, Predicate<JsonNode> wanted)
      throws Exception {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(page.address().resolve("/events").toURL().openStream(), UTF_8))) {
      String last = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (last.equals("event: " + name)) {
          JsonNode event = new JsonMapper().readTree(line.substring("data: ".length()));
          if (wanted.test(event)) {
            return event;
          }
        }
        last = line;
      }
    }
    throw new IOException("The events ended");
  }
}
