package io.dctstream.cli.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prometheus as a process on the loopback address, which scrapes one port each second. */
final class Prometheus implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String address;

  private Prometheus(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it; it answers a moment later.
   *
   * @param folder an empty one, for its data and its log
   * @param scraped a port of the loopback address
   */
  static Prometheus start(Path program, Path folder, int scraped) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s}
        scrape_configs:
          - job_name: flink
            static_configs: [{targets: ["%s:%d"]}]
        """
            .formatted(LoopbackPort.HOST, scraped));
    String address = LoopbackPort.HOST + ":" + LoopbackPort.claim(0);
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    return new Prometheus(process, address);
  }

  /** Whether there are series now, and a number in each. */
  boolean answers(String expression) throws IOException, InterruptedException {
    URI query =
        URI.create(
            "http://%s/api/v1/query?query=%s"
                .formatted(address, URLEncoder.encode(expression, UTF_8)));
    HttpResponse<String> answer;
    try {
      answer = http.send(HttpRequest.newBuilder(query).build(), BodyHandlers.ofString());
    } catch (ConnectException e) {
      if (!process.isAlive()) {
        throw new IOException("Prometheus has ended; its log is beside its configuration", e);
      }
      return false;
    }
    if (answer.statusCode() != 200) {
      return false; // not ready, or not an expression
    }
    JsonNode series = new JsonMapper().readTree(answer.body()).at("/data/result");
    for (JsonNode one : series) {
      if (Double.isNaN(Double.parseDouble(one.at("/value/1").asText()))) {
        return false;
      }
    }
    return !series.isEmpty();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(); // it still writes to its folder
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
