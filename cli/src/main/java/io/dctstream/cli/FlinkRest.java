package io.dctstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * The REST interface of a Flink cluster, of which its web interface is a client, too. {@link #get}
 * fails if the cluster does not answer; the other questions are for those who wait for it, and then
 * say what is so before the first answer: nothing is known. Thread-safe.
 */
public final class FlinkRest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TIMEOUT_MILLIS = 5_000;

  private final String base;

  /**
   * A subtask of a job.
   *
   * @param task name of its chain of operators
   * @param state of {@code ExecutionState}, such as SCHEDULED or RUNNING
   * @param taskManager the name of the TaskManager that it is or was on; empty if on none yet
   */
  public record Subtask(String task, String state, String taskManager) {}

  public FlinkRest(URI webInterface) {
    this.base = webInterface.toString().replaceFirst("/+$", "");
  }

  /**
   * Asks for a document.
   *
   * @param path begins with a slash
   * @throws IOException if the cluster does not answer, or knows no such path
   */
  public JsonNode get(String path) throws IOException {
    URLConnection connection = URI.create(base + path).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream in = connection.getInputStream()) {
      return JSON.readTree(in);
    }
  }

  /** Names of the TaskManagers that have registered. */
  public List<String> taskManagers() {
    List<String> names = new ArrayList<>();
    known("/taskmanagers")
        .path("taskmanagers")
        .forEach(taskManager -> names.add(taskManager.path("id").asText()));
    return names;
  }

  /** The state of a job, of {@code JobStatus}; empty if the cluster does not know it. */
  public String state(String job) {
    return known("/jobs/" + job).path("state").asText();
  }

  public List<Subtask> subtasks(String job) {
    List<Subtask> subtasks = new ArrayList<>();
    for (JsonNode task : known("/jobs/" + job).path("vertices")) {
      JsonNode details = known("/jobs/%s/vertices/%s".formatted(job, task.path("id").asText()));
      for (JsonNode subtask : details.path("subtasks")) {
        subtasks.add(
            new Subtask(
                task.path("name").asText(),
                subtask.path("status").asText(),
                subtask.path("taskmanager-id").asText()));
      }
    }
    return subtasks;
  }

  /**
   * When the latest complete checkpoint of a job was begun, in milliseconds since 1970-01-01 UTC;
   * zero if there is none.
   */
  public long checkpointTime(String job) {
    return known("/jobs/%s/checkpoints".formatted(job))
        .path("latest")
        .path("completed")
        .path("trigger_timestamp")
        .asLong();
  }

  private JsonNode known(String path) {
    try {
      return get(path);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }
}
