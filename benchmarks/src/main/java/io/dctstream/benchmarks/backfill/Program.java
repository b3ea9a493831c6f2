package io.dctstream.benchmarks.backfill;

import io.dctstream.cli.cluster.JavaProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Java program that classifies an archive, in a process of its own.
 *
 * @param name what it is called in the report
 * @param options of Java, beside those of this process
 * @param main its main class, of this class path
 * @param arguments those before {@code --to=FOLDER}, which says where its results go
 */
record Program(String name, List<String> options, Class<?> main, List<String> arguments) {
  private static final String RESULTS = "results";
  private static final String HEAP_LOG = "heap.log";

  /** The same program with one more argument. */
  Program with(String argument) {
    return new Program(
        name, options, main, Stream.concat(arguments.stream(), Stream.of(argument)).toList());
  }

  /**
   * Its process, which has not been started.
   *
   * @param folder keeps all that it leaves behind
   */
  JavaProcess process(Path folder) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> command = new ArrayList<>();
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Ddctstream.home"))
        .forEach(command::add);
    command.addAll(options);
    command.add("-Ddctstream.log=" + folder.resolve("dctstream.log"));
    command.add("-Dorg.bytedeco.javacpp.logger=slf4j");
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Xlog:gc:file=" + folder.resolve(HEAP_LOG) + ":uptime");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    command.add("--to=" + results(folder));
    return new JavaProcess(Redirect.appendTo(folder.resolve("out").toFile()), Map.of(), command);
  }

  static Path results(Path folder) {
    return folder.resolve(RESULTS);
  }

  static Path heapLog(Path folder) {
    return folder.resolve(HEAP_LOG);
  }
}
