package io.dctstream.cli.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A session cluster as operators run it: JobManager, TaskManager and the {@code flink} command are
 * processes of their own, and have Flink in their class path but nothing that a job has to bring.
 */
final class FlinkProcesses implements AutoCloseable {
  /** Reflection that Flink's own scripts allow. */
  private static final List<String> OPENED =
      Stream.of("lang", "net", "io", "nio", "text", "time", "util", "util.concurrent")
          .map(name -> "--add-opens=java.base/java.%s=ALL-UNNAMED".formatted(name))
          .toList();

  /** What the job jar brings, and modules of ours. */
  private static final List<String> NOT_FLINK =
      List.of(
          "/target/",
          "/flink-connector-kafka",
          "/flink-connector-base",
          "/kafka",
          "/onnxruntime",
          "/org/bytedeco/",
          "/jackson",
          "/deeplearning4j",
          "/nd4j",
          "/metadata-extractor",
          "/xmpcore");

  private final Path directory;
  private final int restPort;
  private final Process jobManager;
  private final Process taskManager;

  private FlinkProcesses(Path directory, int restPort, Process jobManager, Process taskManager) {
    this.directory = directory;
    this.restPort = restPort;
    this.jobManager = jobManager;
    this.taskManager = taskManager;
  }

  static FlinkProcesses start(Path directory) throws Exception {
    int restPort = LoopbackPort.claim(0);
    Files.writeString(directory.resolve("config.yaml"), configuration(directory, restPort), UTF_8);
    Process jobManager =
        launch(
            directory,
            "jobmanager",
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            "--configDir",
            directory.toString());
    Process taskManager =
        launch(
            directory,
            "taskmanager",
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            "--configDir",
            directory.toString());
    FlinkProcesses cluster = new FlinkProcesses(directory, restPort, jobManager, taskManager);
    cluster.awaitTaskManager();
    return cluster;
  }

  /** What {@code flink run} said, and whether it was content. */
  record Outcome(int exitCode, String output) {}

  /** {@code flink run JAR ARGUMENTS}, until the job has ended. */
  Outcome run(Path jar, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", jar.toString()));
    command.addAll(arguments);
    Process client =
        launch(
            directory,
            "client",
            "org.apache.flink.client.cli.CliFrontend",
            command.toArray(String[]::new));
    if (!client.waitFor(5, TimeUnit.MINUTES)) {
      client.destroyForcibly().waitFor();
    }
    return new Outcome(client.exitValue(), log("client"));
  }

  String log(String process) throws IOException {
    return Files.readString(directory.resolve(process + ".out"));
  }

  @Override
  public void close() {
    for (Process process : List.of(taskManager, jobManager)) {
      process.destroyForcibly().onExit().join();
    }
  }

  private void awaitTaskManager() throws Exception {
    HttpRequest overview =
        HttpRequest.newBuilder(
                URI.create("http://%s:%d/overview".formatted(LoopbackPort.HOST, restPort)))
            .build();
    HttpClient http = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (System.nanoTime() < deadline && jobManager.isAlive() && taskManager.isAlive()) {
      try {
        if (http.send(overview, BodyHandlers.ofString()).body().contains("\"taskmanagers\":1")) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      Thread.sleep(200);
    }
    close();
    throw new IllegalStateException(
        "The cluster did not start\n" + log("jobmanager") + "\n" + log("taskmanager"));
  }

  private static Process launch(Path directory, String name, String mainClass, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:MaxDirectMemorySize=256m", "-Dlog4j2.level=INFO"));
    command.addAll(OPENED);
    command.addAll(List.of("-cp", flinkClassPath(), mainClass));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".out").toFile());
    builder.environment().put("FLINK_CONF_DIR", directory.toString());
    return builder.start();
  }

  private static String flinkClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> NOT_FLINK.stream().noneMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String configuration(Path directory, int restPort) throws IOException {
    return """
    jobmanager:
      rpc: {address: 127.0.0.1, port: %d}
      bind-host: 127.0.0.1
      memory: {process: {size: 1g}}
    rest: {address: 127.0.0.1, port: %d, bind-address: 127.0.0.1}
    taskmanager:
      bind-host: 127.0.0.1
      host: 127.0.0.1
      numberOfTaskSlots: 2
      cpu: {cores: 1.0}
      memory:
        task: {heap: {size: 256m}, off-heap: {size: 64m}}
        framework: {heap: {size: 128m}, off-heap: {size: 128m}}
        managed: {size: 16m}
        network: {min: 64m, max: 64m}
        jvm-metaspace: {size: 256m}
        jvm-overhead: {min: 128m, max: 128m}
    execution:
      checkpointing: {interval: 1s, dir: "%s"}
    """
        .formatted(
            LoopbackPort.claim(0), restPort, directory.resolve("checkpoints").toUri().toString());
  }
}
