package io.dctstream.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder in which somebody follows a page: the launcher and the models are in it. */
record Scratch(Path folder) {
  static final Path DISTRIBUTION = Path.of(System.getProperty("dctstream.distribution"));

  static Scratch in(Path folder) throws IOException {
    Files.createSymbolicLink(folder.resolve("dctstream"), DISTRIBUTION.resolve("dctstream"));
    Files.createSymbolicLink(
        folder.resolve("dctstream-job.jar"), DISTRIBUTION.resolve("dctstream-job.jar"));
    copy(DISTRIBUTION.resolve("models"), folder.resolve("models"));
    return new Scratch(folder);
  }

  /**
   * Runs a script of bash to its end, which is its first command that fails.
   *
   * @param environment added to that of this process
   */
  Result run(String script, int seconds, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("dctstream", ".out");
    try {
      ProcessBuilder bash =
          new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      bash.environment().putAll(environment);
      Process process = bash.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
            .forEach(ProcessHandle::destroyForcibly);
      }
      return new Result(
          ended ? process.exitValue() : -1,
          Files.readString(output) + (ended ? "" : "\n... not done after " + seconds + " s"));
    } finally {
      Files.delete(output);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.toList();
    }
    for (Path file : files) {
      Files.copy(file, to.resolve(from.relativize(file)));
    }
  }

  /**
   * @param status -1 if it took too long
   * @param output of both streams
   */
  record Result(int status, String output) {}
}
