package io.dctstream.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.dctstream.cli.FlinkRest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the REST interface of Flink for the figures of our job. */
final class JobMetrics {
  static final String WAITING = "Source__images.pendingRecords";
  static final String IMAGES = "decode.images";
  static final String BYTES_IN = "decode.bytesIn";
  static final String BYTES_PACKED = "decode.bytesPacked";
  static final String BYTES_RGB = "decode.bytesRgb";
  static final String CLASSIFIED = "inference.images";
  static final String BATCH_SIZE = "inference.batchSize_mean";
  static final String RUN_MICROS = "inference.runMicros_mean";

  private static final List<String> ALL =
      List.of(
          WAITING, IMAGES, BYTES_IN, BYTES_PACKED, BYTES_RGB, CLASSIFIED, BATCH_SIZE, RUN_MICROS);

  /** A metric over all subtasks. */
  private record Aggregate(double sum, double mean) {}

  private final URI webInterface;
  private final FlinkRest flink;
  private String job = "";

  /** Those of our metrics that each vertex of the job has. */
  private final Map<String, List<String>> vertices = new HashMap<>();

  JobMetrics(URI webInterface) {
    this.webInterface = webInterface;
    this.flink = new FlinkRest(webInterface);
  }

  /**
   * The figures of the latest job whose name begins with {@code dctstream}.
   *
   * @throws IOException whose message says in a sentence what is wrong
   */
  JobFigures ask() throws IOException {
    try {
      JsonNode latest = latestJob();
      String id = latest.path("jid").asText();
      if (!id.equals(job) || vertices.values().stream().mapToInt(List::size).sum() < ALL.size()) {
        findMetrics(id);
        job = id;
      }
      return figures(latest.path("state").asText(), metrics());
    } catch (IOException e) {
      throw new IOException(
          "Flink at %s does not tell of the job (%s)".formatted(webInterface, e.getMessage()), e);
    }
  }

  private JsonNode latestJob() throws IOException {
    JsonNode latest = null;
    for (JsonNode candidate : flink.get("/jobs/overview").path("jobs")) {
      if (candidate.path("name").asText().startsWith("dctstream")
          && (latest == null || start(candidate) > start(latest))) {
        latest = candidate;
      }
    }
    if (latest == null) {
      throw new IOException("no job's name begins with dctstream");
    }
    return latest;
  }

  private static long start(JsonNode job) {
    return job.path("start-time").asLong();
  }

  /** Flink answers nothing at all if one of the metrics that it is asked for does not exist yet. */
  private void findMetrics(String id) throws IOException {
    vertices.clear();
    for (JsonNode vertex : flink.get("/jobs/" + id).path("vertices")) {
      List<String> metrics = new ArrayList<>();
      for (JsonNode metric : flink.get(metrics(id, vertex.path("id").asText()))) {
        if (ALL.contains(metric.path("id").asText())) {
          metrics.add(metric.path("id").asText());
        }
      }
      if (!metrics.isEmpty()) {
        vertices.put(vertex.path("id").asText(), metrics);
      }
    }
  }

  private static String metrics(String job, String vertex) {
    return "/jobs/%s/vertices/%s/subtasks/metrics".formatted(job, vertex);
  }

  private Map<String, Aggregate> metrics() throws IOException {
    Map<String, Aggregate> metrics = new HashMap<>();
    for (Map.Entry<String, List<String>> vertex : vertices.entrySet()) {
      String query = "?get=%s&agg=sum,avg".formatted(String.join(",", vertex.getValue()));
      for (JsonNode metric : flink.get(metrics(job, vertex.getKey()) + query)) {
        double sum = metric.path("sum").asDouble();
        if (Double.isFinite(sum)) { // a histogram without values has none
          metrics.put(
              metric.path("id").asText(), new Aggregate(sum, metric.path("avg").asDouble()));
        }
      }
    }
    return metrics;
  }

  private static JobFigures figures(String state, Map<String, Aggregate> metrics) {
    Aggregate waiting = metrics.get(WAITING);
    Double runMicros = mean(metrics.get(RUN_MICROS));
    return new JobFigures(
        state,
        waiting == null ? null : (long) waiting.sum(),
        mean(metrics.get(BATCH_SIZE)),
        runMicros == null ? null : runMicros / 1e3,
        each(metrics.get(BYTES_IN), metrics.get(IMAGES)),
        each(metrics.get(BYTES_PACKED), metrics.get(CLASSIFIED)),
        each(metrics.get(BYTES_RGB), metrics.get(CLASSIFIED)));
  }

  /** Before the first batch, Flink says 0. */
  private static Double mean(Aggregate metric) {
    return metric == null || metric.mean() == 0 ? null : metric.mean();
  }

  private static Long each(Aggregate bytes, Aggregate images) {
    return bytes == null || images == null || images.sum() == 0
        ? null
        : Math.round(bytes.sum() / images.sum());
  }
}
