package io.dctstream.benchmarks.backfill;

import io.dctstream.cli.cluster.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A backfill that was killed, and went on: each image has exactly one result.
 *
 * @param before results that could be seen when it was killed
 * @param firstSeconds from the start of the second process to its first image classified
 * @param wholeSeconds from the start of the second process to the end of it
 */
record Resumption(long before, double firstSeconds, double wholeSeconds) {
  private static final int LOOK_MILLIS = 50;

  /**
   * Kills a backfill as {@code kill -9} does, when a third of its results can be seen, and starts
   * the same command again with {@code --resume}.
   *
   * @param folder keeps what both leave behind
   * @throws IllegalStateException if it was over too soon, or if not each image has one result
   */
  static Resumption of(Program backfill, Path folder, int images)
      throws IOException, InterruptedException {
    Path results = Program.results(folder);
    try (JavaProcess process = backfill.process(Files.createDirectories(folder))) {
      process.start();
      while (process.isAlive() && Results.count(results) < images / 3) {
        Thread.sleep(LOOK_MILLIS);
      }
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "The backfill ended before it was killed: " + process.output());
      }
      process.kill();
    }
    long before = Results.count(results);
    Run second = Run.of(backfill.with("--resume"), folder, images);
    long first =
        Arrays.stream(second.times())
            .filter(time -> time > second.start())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("All was done when it was killed"));
    return new Resumption(before, (first - second.start()) / 1e3, second.wholeSeconds());
  }
}
