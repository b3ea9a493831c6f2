package io.dctstream.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.Installation;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * A cluster's folder and how a process of Flink is started in it, as Flink's own scripts do.
 *
 * @param directory has {@code conf}, {@code log}, {@code lib} and {@code checkpoints}
 */
record ClusterFolder(Path directory) {
  /** Reflection that Flink's scripts allow. */
  private static final List<String> OPENED =
      Stream.of("lang", "net", "io", "nio", "text", "time", "util", "util.concurrent")
          .map("--add-opens=java.base/java.%s=ALL-UNNAMED"::formatted)
          .toList();

  private static final int TAIL_LINES = 60;

  private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";

  private static final String LOGGING =
      """
      status = error
      appender.file.type = File
      appender.file.name = file
      appender.file.fileName = ${sys:log.file}
      appender.file.layout.type = PatternLayout
      appender.file.layout.pattern = %d %-5p %c{1} %m%n
      rootLogger.level = info
      rootLogger.appenderRef.file.ref = file
      """;

  Path configuration() {
    return directory.resolve("conf");
  }

  Path log(String process) {
    return directory.resolve("log").resolve(process + ".log");
  }

  /** What a process prints rather than logs, such as errors of the JVM. */
  private Path output(String process) {
    return log(process).resolveSibling(process + ".out");
  }

  /** The last lines that a process has logged and printed. */
  String tail(String process) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : List.of(log(process), output(process))) {
      if (Files.exists(file)) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  Path library() {
    return directory.resolve("lib");
  }

  Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  /** Makes the folders and the files of the configuration. */
  void write(Map<String, String> options, List<Path> library) throws IOException {
    FileUtils.deleteDirectory(library().toFile());
    Files.createDirectories(library());
    for (Path jar : library) {
      Files.copy(jar, library().resolve(jar.getFileName()));
    }
    Files.createDirectories(configuration());
    Files.createDirectories(log("").getParent());
    Files.createDirectories(checkpoints());
    String yaml =
        new TreeMap<>(options)
            .entrySet().stream()
                .map(option -> "%s: '%s'\n".formatted(option.getKey(), option.getValue()))
                .collect(Collectors.joining());
    Files.writeString(configuration().resolve("config.yaml"), yaml, UTF_8);
    Files.writeString(configuration().resolve("log4j.properties"), LOGGING, UTF_8);
  }

  /**
   * A process of Flink that has not started.
   *
   * @param name of its log
   * @param jvm options of the JVM
   */
  JavaProcess process(String name, List<String> jvm, String mainClass, List<String> arguments)
      throws CommandException {
    return process(name, Redirect.appendTo(output(name).toFile()), jvm, mainClass, arguments);
  }

  /** Flink's own command, which has not started. */
  JavaProcess client(Redirect output, List<String> arguments) throws CommandException {
    // Over too soon for the second compiler to pay off.
    List<String> jvm = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    return process("client", output, jvm, CLIENT, arguments);
  }

  private JavaProcess process(
      String name, Redirect output, List<String> jvm, String mainClass, List<String> arguments)
      throws CommandException {
    List<String> java = new ArrayList<>(jvm);
    java.addAll(OPENED);
    java.add("-Dlog.file=" + log(name));
    java.add("-Dlog4j.configurationFile=" + configuration().resolve("log4j.properties"));
    java.addAll(List.of("-cp", flinkLibrary() + "/*:" + library() + "/*", mainClass));
    java.addAll(arguments);
    return new JavaProcess(output, Map.of("FLINK_CONF_DIR", configuration().toString()), java);
  }

  /** The module flink-cluster makes it in a checkout. */
  private static Path flinkLibrary() throws CommandException {
    Path library = Installation.flinkLibrary();
    if (!Files.isDirectory(library)) {
      throw new CommandException(
          "There are no jars of Flink in %s; build them with 'mvn package'".formatted(library));
    }
    return library;
  }
}
