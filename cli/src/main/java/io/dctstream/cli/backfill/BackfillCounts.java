package io.dctstream.cli.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.cli.Progress;
import io.dctstream.job.backfill.Count;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;

/** How far a backfill is, asked of the cluster's REST interface. */
final class BackfillCounts {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FOUND = "archive.coordinator.enumerator.";

  /**
   * How far it is.
   *
   * @param images images read, those of earlier runs included
   * @param rejects rejects so far
   * @param bytes bytes of the archive read
   * @param filesFound images and shards found so far
   * @param shardsFound shards among them
   * @param bytesFound bytes of them
   * @param counted whether all have been found
   */
  record State(
      long images,
      long rejects,
      long bytes,
      long filesFound,
      long shardsFound,
      long bytesFound,
      boolean counted) {
    /**
     * How many images there are, exactly or by their share of the bytes; -1 if nothing is known.
     */
    long total() {
      if (!counted) {
        return -1;
      }
      if (shardsFound == 0) {
        return Math.max(images, filesFound);
      }
      return bytes == 0 ? -1 : Math.max(images, Math.round((double) images / bytes * bytesFound));
    }

    void show(Progress progress) {
      progress.at(images, total(), "rejects: %,d".formatted(rejects));
    }
  }

  private final String job;

  BackfillCounts(URI webInterface, JobID job) {
    this.job = webInterface + "/jobs/" + job;
  }

  /**
   * Asks.
   *
   * @throws IOException if the cluster does not answer
   */
  State read() throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode vertex : get(job).path("vertices")) {
      String url = job + "/vertices/" + vertex.path("id").asText();
      for (JsonNode metric :
          get(
              url
                  + "/subtasks/metrics?agg=sum&get=intake.images,intake.bytes,reject-tally.rejects")) {
        counts.merge(metric.path("id").asText(), metric.path("sum").asLong(), Long::sum);
      }
      for (JsonNode metric :
          get(
              (url + "/jm-operator-metrics?get=%sfiles,%sshards,%sbytes,%scounted")
                  .replace("%s", FOUND))) {
        counts.merge(metric.path("id").asText(), metric.path("value").asLong(), Long::sum);
      }
    }
    return new State(
        counts.getOrDefault("intake." + Count.IMAGES.key(), 0L),
        counts.getOrDefault("reject-tally." + Count.REJECTS.key(), 0L),
        counts.getOrDefault("intake." + Count.BYTES.key(), 0L),
        counts.getOrDefault(FOUND + "files", 0L),
        counts.getOrDefault(FOUND + "shards", 0L),
        counts.getOrDefault(FOUND + "bytes", 0L),
        counts.getOrDefault(FOUND + "counted", 0L) > 0);
  }

  private static JsonNode get(String url) throws IOException {
    try (InputStream in = URI.create(url).toURL().openStream()) {
      return JSON.readTree(in);
    }
  }
}
