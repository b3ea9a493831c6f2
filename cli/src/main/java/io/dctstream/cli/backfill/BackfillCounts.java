package io.dctstream.cli.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.cli.CommandException;
import io.dctstream.job.backfill.Count;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far a backfill is, asked of the cluster's REST interface. */
final class BackfillCounts {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FOUND = "archive.coordinator.enumerator.";
  private static final String ALL_COUNTED = "intake.images,intake.bytes,reject-tally.rejects";
  private static final String ALL_FOUND =
      Stream.of("files", "shards", "bytes", "counted")
          .map(FOUND::concat)
          .collect(Collectors.joining(","));

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
      if (name.contains("intake") || name.contains("reject-tally")) {
        for (JsonNode metric : get(url + "/subtasks/metrics?agg=sum&get=" + ALL_COUNTED)) {
          counts.merge(metric.path("id").asText(), metric.path("sum").asLong(), Long::sum);
        }
      }
      if (name.contains("archive")) {
        for (JsonNode metric : get(url + "/jm-operator-metrics?get=" + ALL_FOUND)) {
          counts.merge(metric.path("id").asText(), metric.path("value").asLong(), Long::sum);
        }
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
