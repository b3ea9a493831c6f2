package io.dctstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class ReportITCase {
  /** Every way runs, twice, in this JVM and far too short for a figure, and becomes one row. */
  @Test
  void hasARowForEachWay() throws RunnerException {
    List<RunResult> results = new ArrayList<>(round());
    results.addAll(round());

    String[] lines = Report.markdown(results).split("\n", -1);

    assertThat(lines).hasSize(2 + Report.WAYS.size() + 1);
    for (int i = 0; i < Report.WAYS.size(); i++) {
      assertThat(lines[2 + i])
          .startsWith("| 224x224-q75 | " + Report.WAYS.get(i) + " |")
          .matches("\\|[^|]*\\|[^|]*\\| [0-9,]+ \\| [0-9.]+ \\| [0-9,]+ \\|");
    }
    assertThat(lines[2 + Report.WAYS.indexOf("rgb")]).contains("| 1.00 |");
  }

  private static Collection<RunResult> round() throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(DecodeBenchmark.class.getName())
                .param("pictures", "224x224-q75")
                .addProfiler(CpuProfiler.class)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(2)
                .measurementTime(TimeValue.milliseconds(20))
                .build())
        .run();
  }
}
