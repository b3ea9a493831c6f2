package io.dctstream.benchmarks.backfill;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.annotation.Nullable;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * What came out for a program: medians of the rounds.
 *
 * @param program its name
 * @param imagesPerSecond of the second half
 * @param spread half the distance of the quartiles of it, as a share of it
 * @param ofBareLoop as a multiple of the bare loop's, within a round; null if that did not run
 * @param cpuSeconds of processors, for 1,000 images of the second half
 * @param firstSeconds from the start of the process to the first image classified
 * @param wholeSeconds from the start of the process to its end
 * @param imagesPerSecondOfAll all images by all that time
 * @param cpuSecondsOfAll of processors, for 1,000 images, starting included
 * @param peakMebibytes the most memory that the process held
 */
record Result(
    String program,
    double imagesPerSecond,
    double spread,
    @Nullable Double ofBareLoop,
    double cpuSeconds,
    double firstSeconds,
    double wholeSeconds,
    double imagesPerSecondOfAll,
    double cpuSecondsOfAll,
    double peakMebibytes) {
  /**
   * @param runs one a round
   * @param bare the bare loop's, in the same rounds; empty if it did not run
   */
  static Result of(String program, List<Run> runs, List<Run> bare) {
    DescriptiveStatistics rate = statistics(runs, Run::imagesPerSecond);
    DescriptiveStatistics ratios =
        new DescriptiveStatistics(
            IntStream.range(0, bare.size())
                .mapToDouble(i -> runs.get(i).imagesPerSecond() / bare.get(i).imagesPerSecond())
                .toArray());
    return new Result(
        program,
        rate.getPercentile(50),
        (rate.getPercentile(75) - rate.getPercentile(25)) / 2 / rate.getPercentile(50),
        bare.isEmpty() ? null : ratios.getPercentile(50),
        median(runs, Run::cpuSeconds),
        median(runs, Run::firstSeconds),
        median(runs, Run::wholeSeconds),
        median(runs, Run::imagesPerSecondOfAll),
        median(runs, Run::cpuSecondsOfAll),
        median(runs, Run::peakMebibytes));
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> value) {
    return statistics(runs, value).getPercentile(50);
  }

  private static DescriptiveStatistics statistics(List<Run> runs, ToDoubleFunction<Run> value) {
    return new DescriptiveStatistics(runs.stream().mapToDouble(value).toArray());
  }
}
