package io.dctstream.cli.cluster;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.FlinkRest;
import io.dctstream.cli.embedded.LoopbackPort;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A JobManager and TaskManagers as processes of their own. Closing kills them; their folder stays.
 * Not thread-safe.
 */
public final class SessionCluster implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);
  private static final int POLL_MILLIS = 200;
  private static final Duration CLIENT_LIMIT = Duration.ofMinutes(5);
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Path: (\\S+)");

  private final ClusterFolder folder;
  private final FlinkRest rest;
  private final URI webInterface;
  private final Map<String, JavaProcess> processes = new LinkedHashMap<>();

  private SessionCluster(ClusterSettings settings, int restPort) throws IOException {
    this.folder = new ClusterFolder(settings.directory());
    this.webInterface = URI.create("http://%s:%d".formatted(LoopbackPort.HOST, restPort));
    this.rest = new FlinkRest(webInterface);
  }

  /**
   * Starts the processes and waits until the TaskManagers have registered.
   *
   * @throws CommandException if they do not
   * @throws IOException if the folder cannot be written
   */
  public static SessionCluster start(ClusterSettings settings)
      throws CommandException, IOException, InterruptedException {
    int restPort = LoopbackPort.claim(settings.webPort());
    SessionCluster cluster = new SessionCluster(settings, restPort);
    Map<String, String> options =
        ClusterOptions.of(settings, restPort, cluster.folder.checkpoints());
    cluster.folder.write(options, settings.library());
    Configuration configuration = Configuration.fromMap(options);
    cluster.processes.put("jobmanager", cluster.jobManager(configuration));
    for (String name : settings.taskManagers()) {
      cluster.processes.put(name, cluster.taskManager(name, settings.slots(), configuration));
    }
    try {
      for (JavaProcess process : cluster.processes.values()) {
        process.start();
      }
      cluster.awaitTaskManagers(settings.taskManagers().size());
      return cluster;
    } catch (CommandException | IOException | InterruptedException e) {
      cluster.close();
      throw e;
    }
  }

  /** Where a browser sees the cluster. */
  public URI webInterface() {
    return webInterface;
  }

  public FlinkRest rest() {
    return rest;
  }

  public JavaProcess jobManager() {
    return processes.get("jobmanager");
  }

  /** The TaskManager that offers the resource of this name. */
  public JavaProcess taskManager(String name) {
    return processes.get(name);
  }

  /**
   * Waits until so many TaskManagers have registered.
   *
   * @throws CommandException if they do not, or a process ends
   */
  public void awaitTaskManagers(int count)
      throws CommandException, IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE;
    while (rest.taskManagers().size() != count) {
      for (Map.Entry<String, JavaProcess> process : processes.entrySet()) {
        if (!process.getValue().isAlive()) {
          throw failure(process.getKey(), "ended");
        }
      }
      if (System.nanoTime() > deadline) {
        throw failure("jobmanager", "knows only " + rest.taskManagers());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /**
   * Starts the processes that have ended.
   *
   * @return their names
   */
  public List<String> startAgain() throws IOException {
    List<String> started = new ArrayList<>();
    for (Map.Entry<String, JavaProcess> process : processes.entrySet()) {
      if (!process.getValue().isAlive()) {
        process.getValue().start();
        started.add(process.getKey());
      }
    }
    return started;
  }

  /**
   * Runs the {@code flink} command.
   *
   * @return what it printed
   * @throws CommandException if it fails; with what it printed
   */
  public String flink(List<String> arguments)
      throws CommandException, IOException, InterruptedException {
    Path output = folder.log("client").resolveSibling("client.out");
    try (JavaProcess client = folder.client(Redirect.to(output.toFile()), arguments)) {
      client.start();
      int exitCode = client.await(CLIENT_LIMIT);
      if (exitCode != 0) {
        throw new CommandException(
            "'flink %s' ended with %d: %s"
                .formatted(String.join(" ", arguments), exitCode, client.output()));
      }
      return client.output();
    }
  }

  /**
   * Submits a job, which then runs on its own.
   *
   * @param from a savepoint or checkpoint that it goes on from, if any
   * @param options of the job
   * @return the job's id
   */
  public String submit(Path jar, Optional<String> from, Configuration options)
      throws CommandException, IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("run", "-d"));
    from.ifPresent(savepoint -> arguments.addAll(List.of("-s", savepoint)));
    arguments.add(jar.toString());
    options.toMap().forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    return found(JOB_ID, flink(arguments));
  }

  /**
   * Stops a job when all that it has taken is committed.
   *
   * @return its savepoint
   */
  public String stop(String job) throws CommandException, IOException, InterruptedException {
    String savepoints = folder.checkpoints().resolve("savepoints").toUri().toString();
    return found(SAVEPOINT, flink(List.of("stop", "--savepointPath", savepoints, job)));
  }

  /**
   * The latest complete checkpoint of a job, from which {@link #submit} can go on when the
   * JobManager was lost. An earlier one would repeat what this one has committed.
   */
  public Optional<String> checkpoint(String job) throws IOException {
    Path checkpoints = folder.checkpoints().resolve(job);
    if (!Files.exists(checkpoints)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files
          .filter(checkpoint -> Files.exists(checkpoint.resolve("_metadata")))
          .max(Comparator.comparing(SessionCluster::number))
          .map(checkpoint -> checkpoint.toUri().toString());
    }
  }

  /** What is in the log of a process: {@code jobmanager} or a TaskManager's name. */
  public String log(String process) throws IOException {
    return Files.readString(folder.log(process));
  }

  @Override
  public void close() {
    processes.values().forEach(JavaProcess::close);
  }

  private CommandException failure(String process, String what) throws IOException {
    return new CommandException(
        "The cluster did not start: its process '%s' %s; %s ends with%n%s"
            .formatted(process, what, folder.log(process), folder.tail(process)));
  }

  private JavaProcess jobManager(Configuration configuration) throws CommandException {
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
    List<String> jvm =
        new ArrayList<>(
            words(JobManagerProcessUtils.generateJvmParametersStr(memory, configuration)));
    jvm.addAll(forEachJvm(configuration));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--configDir", folder.configuration().toString()));
    arguments.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
    return folder.process(
        "jobmanager",
        jvm,
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        arguments);
  }

  private JavaProcess taskManager(String name, int slots, Configuration configuration)
      throws CommandException {
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--configDir", folder.configuration().toString()));
    arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    arguments.addAll(List.of("-D", "taskmanager.resource-id=" + name));
    arguments.addAll(List.of("-D", "external-resources=" + name));
    arguments.addAll(List.of("-D", "external-resource.%s.amount=%d".formatted(name, slots)));
    List<String> jvm = new ArrayList<>(words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
    jvm.addAll(forEachJvm(configuration));
    return folder.process(
        name, jvm, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", arguments);
  }

  /** Flink leaves it to its scripts to heed this option. */
  private static List<String> forEachJvm(Configuration configuration) {
    String options = configuration.get(CoreOptions.FLINK_JVM_OPTIONS).strip();
    return options.isEmpty() ? List.of() : words(options);
  }

  /** Of a folder chk-N. */
  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  private static String found(Pattern pattern, String output) throws CommandException {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new CommandException("Flink's command did not say '%s': %s".formatted(pattern, output));
    }
    return matcher.group(1);
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split("\\s+"));
  }
}
