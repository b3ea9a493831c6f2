package io.dctstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class ReportITCase {
  /** Every way runs, in this JVM and far too short for a figure, and becomes a row. */
  @Test
  void hasARowForEachWay() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(DecodeBenchmark.class.getName())
                    .param("pictures", "224x224-q75")
                    .addProfiler(CpuProfiler.class)
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(20))
                    .build())
            .run();

    String[] lines = Report.markdown(results).split("\n", -1);

    assertThat(lines).hasSize(2 + Report.WAYS.size() + 1);
    for (String way : Report.WAYS) {
      assertThat(lines)
          .filteredOn(line -> line.startsWith("| 224x224-q75 | " + way + " |"))
          .singleElement()
          .asString()
          .matches("\\|[^|]*\\|[^|]*\\| [0-9,]+ \\| [0-9.]+ \\| [0-9,]+ \\|");
    }
    assertThat(lines)
        .filteredOn(line -> line.contains("| rgb |"))
        .allMatch(line -> line.contains("| 1.00 |"));
  }
}
