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
 * @param library jars beside Flink's own; if there are some, what they have is taken from them
 *     rather than from a job's jar, so that jobs that come and go leave no copies of it
 * @param flink options of Flink, over those that the cluster sets itself
 */
public record ClusterSettings(
    Path directory,
    int webPort,
    List<String> taskManagers,
    int slots,
    List<Path> library,
    Map<String, String> flink) {
  public ClusterSettings {
    directory = directory.toAbsolutePath();
    taskManagers = List.copyOf(taskManagers);
    library = List.copyOf(library);
    flink = Map.copyOf(flink);
  }
}
