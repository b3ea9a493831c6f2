package io.dctstream.cli.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dctstream.cli.Repository;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.StreamJob;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.samples.Damage;
import io.dctstream.samples.SampleImages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Prometheus sees of a job that runs: under the names of docs/operations.md, and through the
 * queries of the dashboard.
 */
class PrometheusITCase {
  private static final int GOOD = 20;
  private static final int BAD = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static EmbeddedBroker broker;
  private static EmbeddedCluster cluster;
  private static JobClient job;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    port = LoopbackPort.claim(0);
    Configuration metrics = new Configuration();
    metrics.setString(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    metrics.setString("metrics.reporter.prom.port", Integer.toString(port));
    broker = EmbeddedBroker.start(0);
    cluster = EmbeddedCluster.start(2, 0, metrics);
    for (String topic : List.of("images", "predictions", "rejects")) {
      broker.createTopic(topic, 1);
    }
    new Topics(broker.bootstrapServers()).send(images());
    Configuration options =
        new Configuration()
            .set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers())
            .set(KafkaOptions.INPUT_TOPIC, "images")
            .set(KafkaOptions.OUTPUT_TOPIC, "predictions")
            .set(KafkaOptions.REJECTS_TOPIC, "rejects")
            .set(InferenceOptions.MODEL_PATH, "../models/shapes/1/model.onnx");
    StreamExecutionEnvironment environment =
        cluster.environment(options).setParallelism(2).enableCheckpointing(500);
    StreamJob.build(environment, options);
    job = environment.executeAsync();
  }

  @AfterAll
  static void stop() throws Exception {
    if (job != null) {
      job.cancel().get();
    }
    if (cluster != null) {
      cluster.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void theDocumentedMetricsAreInTheScrape() throws Exception {
    List<String> scrape = scrape();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (sum(scrape, "images", "operator_name=\"inference\"") < GOOD) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.sleep(200);
      scrape = scrape();
    }

    // Each round of the other test sends the same images once more.
    double decoded = sum(scrape, "images", "operator_name=\"decode\"");
    double rejected = sum(scrape, "code_rejects", "code=\"TRUNCATED\"");
    assertThat(decoded).isGreaterThanOrEqualTo(GOOD + BAD);
    assertThat(rejected).isGreaterThanOrEqualTo(BAD).isLessThan(decoded / 4);
    for (String name : documented()) {
      assertThat(scrape).as(name).anyMatch(line -> line.startsWith(name + "{"));
    }
  }

  /** One of the subtasks has no partition and so no image: its quantiles are no numbers. */
  @Test
  void everyQueryOfTheDashboardHasAnAnswer(@TempDir Path folder) throws Exception {
    Path program = Path.of("/usr/bin/prometheus");
    assumeTrue(Files.isExecutable(program), "It is not installed: apt-get install prometheus");

    Set<String> empty = new TreeSet<>();
    Repository.json("deploy/grafana/dashboards/dctstream.json")
        .findValuesAsText("expr")
        .forEach(empty::add);
    assertThat(empty).hasSizeGreaterThan(20);
    try (Prometheus prometheus = Prometheus.start(program, folder, port)) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!empty.isEmpty()) {
        assertThat(System.nanoTime()).as("no answer to %s", empty).isLessThan(deadline);
        new Topics(broker.bootstrapServers()).send(images());
        for (String expression : List.copyOf(empty)) {
          if (prometheus.answers(expression)) {
            empty.remove(expression);
          }
        }
        Thread.sleep(500);
      }
      assertThat(prometheus.answers("flink_there_is_no_such_metric")).isFalse();
      assertThat(prometheus.answers("vector(0) / 0")).isFalse();
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> images() {
    SampleImages samples = new SampleImages(71);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int index = 0; index < BAD + GOOD; index++) { // the bad ones first: they are counted, too
      byte[] jpeg = samples.draw(index).jpeg();
      records.add(
          new ProducerRecord<>(
              "images",
              ("picture-" + index).getBytes(UTF_8),
              index < BAD ? Damage.TRUNCATED.apply(jpeg, index) : jpeg));
    }
    return records;
  }

  /** The names in the table of docs/operations.md. */
  private static List<String> documented() throws Exception {
    List<String> names =
        Pattern.compile("^\\| `(flink_\\w+)`", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("../docs/operations.md")))
            .results()
            .map((MatchResult row) -> row.group(1))
            .toList();
    assertThat(names).isNotEmpty();
    return names;
  }

  private static List<String> scrape() throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://%s:%d/metrics".formatted(LoopbackPort.HOST, port)))
                .build(),
            BodyHandlers.ofLines())
        .body()
        .toList();
  }

  /** The sum over all subtasks of a metric of operators. */
  private static double sum(List<String> scrape, String metric, String label) {
    return scrape.stream()
        .filter(line -> line.startsWith("flink_taskmanager_job_task_operator_" + metric + "{"))
        .filter(line -> line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
