package io.dctstream.cli.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a session cluster is made of.
 *
 * @param directory receives its configuration, logs and checkpoints
 * @param webPort where its web interface listens; 0 for any free port
 * @param taskManagers one for each name, which offers an external resource of that name
 * @param slots of each TaskManager, which also offers as many of its resource
 * @param flink options of Flink, over those that the cluster sets itself
 */
public record ClusterSettings(
    Path directory, int webPort, List<String> taskManagers, int slots, Map<String, String> flink) {
  public ClusterSettings {
    directory = directory.toAbsolutePath();
    taskManagers = List.copyOf(taskManagers);
    flink = Map.copyOf(flink);
  }
}
