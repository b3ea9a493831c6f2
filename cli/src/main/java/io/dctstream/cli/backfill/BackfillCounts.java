package io.dctstream.cli.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.cli.CommandException;
import io.dctstream.job.backfill.Count;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far a backfill is, asked of the cluster's REST interface. */
final class BackfillCounts {
  private static final JsonMapper JSON = new JsonMapper();

  /** What stands in a metric's name between those of the vertex and of the count. */
  private static final String FOUND = ".coordinator.enumerator.";

  /** By the step that counts. Flink answers nothing if a vertex lacks one of those asked for. */
  private static final Map<String, String> COUNTED =
      Map.of("intake", "intake.images,intake.bytes", "reject-tally", "reject-tally.rejects");

  private final String job;

  /**
   * @param job the id of the job
   */
  BackfillCounts(URI webInterface, String job) {
    this.job = webInterface + "/jobs/" + job;
  }

  /**
   * Asks.
   *
   * @throws CommandException if there is no such job, or no cluster
   */
  BackfillState read() throws CommandException {
    JsonNode description = get(job);
    Map<String, Long> counts = new HashMap<>();
    for (JsonNode vertex : description.path("vertices")) {
      String name = vertex.path("name").asText();
      String url = job + "/vertices/" + vertex.path("id").asText();
      for (Map.Entry<String, String> step : COUNTED.entrySet()) {
        if (name.contains(step.getKey())) {
          for (JsonNode metric : get(url + "/subtasks/metrics?agg=sum&get=" + step.getValue())) {
            counts.merge(metric.path("id").asText(), metric.path("sum").asLong(), Long::sum);
          }
        }
      }
      if (name.contains("archive")) {
        readFound(url + "/jm-operator-metrics", counts);
      }
    }
    String state = description.path("state").asText();
    if (state.equals(BackfillState.FINISHED)) { // then there are no metrics any more
      for (JsonNode total : get(job + "/accumulators").path("user-task-accumulators")) {
        for (String step : List.of("intake.", "reject-tally.")) {
          counts.put(step + total.path("name").asText(), total.path("value").asLong());
        }
      }
    }
    return new BackfillState(
        state,
        description.path("duration").asLong() / 1000,
        counts.getOrDefault("intake." + Count.IMAGES.key(), 0L),
        counts.getOrDefault("reject-tally." + Count.REJECTS.key(), 0L),
        counts.getOrDefault("intake." + Count.BYTES.key(), 0L),
        counts.getOrDefault(FOUND + "files", 0L),
        counts.getOrDefault(FOUND + "shards", 0L),
        counts.getOrDefault(FOUND + "bytes", 0L),
        counts.getOrDefault(FOUND + "counted", 0L) > 0);
  }

  /**
   * What the archive holds; the names of these metrics begin with the vertex's, cut and changed.
   */
  private static void readFound(String url, Map<String, Long> counts) throws CommandException {
    String found =
        get(url).findValuesAsText("id").stream()
            .filter(id -> id.contains(FOUND))
            .map(id -> URLEncoder.encode(id, UTF_8))
            .collect(joining(","));
    if (found.isEmpty()) {
      return; // the job has only begun, and Flink would answer with the names of all
    }
    for (JsonNode metric : get(url + "?get=" + found)) {
      String id = metric.path("id").asText();
      counts.put(id.substring(id.lastIndexOf(FOUND)), metric.path("value").asLong());
    }
  }

  private static JsonNode get(String url) throws CommandException {
    try (InputStream in = URI.create(url).toURL().openStream()) {
      return JSON.readTree(in);
    } catch (FileNotFoundException e) {
      throw new CommandException("The cluster has no %s; check the job's id".formatted(url), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(
          "The cluster does not answer at %s (%s); check the URL".formatted(url, e.getMessage()),
          e);
    }
  }
}
