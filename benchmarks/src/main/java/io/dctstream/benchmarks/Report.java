package io.dctstream.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** Results as a Markdown table, each way to a network's input in relation to {@code rgb}. */
final class Report {
  /** The methods of {@link DecodeBenchmark}, in the table's order. */
  static final List<String> WAYS =
      List.of("coefficients", "entropyDecoding", "rgb", "fastRgb", "imageIo");

  private static final String REFERENCE = "rgb";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private Report() {}

  static String markdown(Collection<RunResult> results) {
    Map<String, Double> references = new LinkedHashMap<>();
    for (RunResult result : results) {
      if (way(result).equals(REFERENCE)) {
        references.put(pictures(result), imagesPerSecond(result));
      }
    }
    StringBuilder table =
        new StringBuilder(
            """
            | pictures | way | images per CPU second | times rgb | bytes allocated per image |
            |---|---|---:|---:|---:|
            """);
    for (RunResult result : results) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %,.0f | %.2f | %,.0f |%n",
              pictures(result),
              way(result),
              imagesPerSecond(result),
              imagesPerSecond(result) / references.get(pictures(result)),
              result.getSecondaryResults().get(ALLOCATED).getScore()));
    }
    return table.toString();
  }

  private static String way(RunResult result) {
    return result.getPrimaryResult().getLabel();
  }

  private static String pictures(RunResult result) {
    return result.getParams().getParam("pictures");
  }

  /** By processor time; the median of all iterations, so that a disturbed one does not count. */
  private static double imagesPerSecond(RunResult result) {
    double[] seconds =
        result.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .mapToDouble(
                iteration -> iteration.getSecondaryResults().get(CpuProfiler.SECONDS).getScore())
            .sorted()
            .toArray();
    return 1 / seconds[seconds.length / 2];
  }
}
