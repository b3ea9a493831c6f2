package io.dctstream.benchmarks;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;

/**
 * Results as a Markdown table. The ratio to {@code rgb} is the median of the rounds' own ratios:
 * what slows a whole round down does not change it.
 */
final class Report {
  /** The methods of {@link DecodeBenchmark}, in the table's order. */
  static final List<String> WAYS =
      List.of("coefficients", "packedCoefficients", "entropyDecoding", "rgb", "fastRgb", "imageIo");

  private static final String REFERENCE = "rgb";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private Report() {}

  static String markdown(Collection<RunResult> results) {
    Map<String, Map<String, List<RunResult>>> byPicturesAndWay =
        results.stream()
            .collect(
                groupingBy(
                    result -> result.getParams().getParam("pictures"),
                    LinkedHashMap::new,
                    groupingBy(result -> result.getPrimaryResult().getLabel())));
    StringBuilder table =
        new StringBuilder(
            """
            | pictures | way | images per CPU second | times rgb | bytes allocated per image |
            |---|---|---:|---:|---:|
            """);
    byPicturesAndWay.forEach(
        (pictures, byWay) -> {
          for (String way : WAYS) {
            table.append(row(pictures, way, byWay.get(way), byWay.get(REFERENCE)));
          }
        });
    return table.toString();
  }

  /** One way's rounds beside those of the reference. */
  private static String row(
      String pictures, String way, List<RunResult> rounds, List<RunResult> references) {
    double ratio =
        median(
            IntStream.range(0, rounds.size())
                .mapToDouble(
                    i -> imagesPerSecond(rounds.get(i)) / imagesPerSecond(references.get(i))));
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,.0f | %.2f | %,.0f |%n",
        pictures,
        way,
        median(rounds.stream().mapToDouble(Report::imagesPerSecond)),
        ratio,
        median(
            rounds.stream()
                .mapToDouble(round -> round.getSecondaryResults().get(ALLOCATED).getScore())));
  }

  /** By processor time; the median of the iterations, so that a disturbed one does not count. */
  private static double imagesPerSecond(RunResult result) {
    return 1
        / median(
            result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(
                    iteration ->
                        iteration.getSecondaryResults().get(CpuProfiler.SECONDS).getScore()));
  }

  static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
