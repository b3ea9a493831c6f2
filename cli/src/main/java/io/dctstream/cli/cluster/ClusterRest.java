package io.dctstream.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;

/** Asks a cluster's REST interface. A cluster that does not answer knows nothing. */
public final class ClusterRest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TIMEOUT_MILLIS = 5_000;

  private final URI webInterface;

  /**
   * A subtask of a job.
   *
   * @param task name of its chain of operators
   * @param state of {@code ExecutionState}, such as SCHEDULED or RUNNING
   * @param taskManager the name of the TaskManager that it is or was on; empty if on none yet
   */
  public record Subtask(String task, String state, String taskManager) {}

  public ClusterRest(URI webInterface) {
    this.webInterface = webInterface;
  }

  /** Names of the TaskManagers that have registered. */
  public List<String> taskManagers() {
    return texts(get("/taskmanagers").path("taskmanagers"), "id");
  }

  /** The state of a job, of {@code JobStatus}; empty if the cluster does not know it. */
  public String state(String job) {
    return get("/jobs/" + job).path("state").asText();
  }

  public List<Subtask> subtasks(String job) {
    List<Subtask> subtasks = new ArrayList<>();
    for (JsonNode task : get("/jobs/" + job).path("vertices")) {
      JsonNode details = get("/jobs/%s/vertices/%s".formatted(job, task.path("id").asText()));
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

  /** Whether all subtasks of a job run. */
  public boolean isRunning(String job) {
    List<Subtask> subtasks = subtasks(job);
    return !subtasks.isEmpty()
        && subtasks.stream().allMatch(subtask -> subtask.state().equals("RUNNING"));
  }

  /**
   * When the latest complete checkpoint of a job was begun, in milliseconds since 1970-01-01 UTC;
   * zero if there is none.
   */
  public long checkpointTime(String job) {
    return get("/jobs/%s/checkpoints".formatted(job))
        .path("latest")
        .path("completed")
        .path("trigger_timestamp")
        .asLong();
  }

  private static List<String> texts(JsonNode nodes, String field) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(node -> texts.add(node.path(field).asText()));
    return texts;
  }

  private JsonNode get(String path) {
    try {
      URLConnection connection = webInterface.resolve(path).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try (InputStream in = connection.getInputStream()) {
        return JSON.readTree(in);
      }
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }
}
