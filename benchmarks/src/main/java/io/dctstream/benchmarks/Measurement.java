package io.dctstream.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link DecodeBenchmark} in rounds. In each round all ways take turns, so that they meet the
 * machine in about the same state.
 */
final class Measurement {
  private Measurement() {}

  /**
   * Measures every way on every set of pictures, once a round, each in a new JVM.
   *
   * @param sets as {@link PictureSet#of} takes them
   * @param progress receives a line before each measurement
   * @return in the order of the rounds
   */
  static Collection<RunResult> run(List<String> sets, int rounds, PrintWriter progress)
      throws RunnerException {
    List<RunResult> results = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (String set : sets) {
        for (String way : Report.WAYS) {
          progress.printf("round %d of %d: %s of %s%n", round, rounds, way, set);
          progress.flush();
          results.addAll(new Runner(options(set, way)).run());
        }
      }
    }
    return results;
  }

  private static Options options(String set, String way) {
    return new OptionsBuilder()
        .include(Pattern.quote(DecodeBenchmark.class.getName() + "." + way) + "$")
        .param("pictures", set)
        .addProfiler(CpuProfiler.class)
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .jvmArgsAppend("-Xmx1g", "-Djava.awt.headless=true")
        .forks(1)
        .warmupIterations(3)
        .warmupTime(TimeValue.milliseconds(800))
        .measurementIterations(7)
        .measurementTime(TimeValue.milliseconds(400))
        .build();
  }
}
