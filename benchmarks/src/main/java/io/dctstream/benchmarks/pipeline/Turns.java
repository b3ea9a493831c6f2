package io.dctstream.benchmarks.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** Lets ways take turns; the first is what the others are compared with. */
final class Turns {
  private final Map<Way, List<Sample>> samples = new LinkedHashMap<>();
  private final int images;

  /**
   * @param images of one run
   */
  Turns(List<Way> ways, int images) {
    ways.forEach(way -> samples.put(way, new ArrayList<>()));
    this.images = images;
  }

  /**
   * Runs every way once a round, after a round that does not count.
   *
   * @param progress is told before each run
   */
  void run(int rounds, Consumer<String> progress) throws Exception { // as the ways
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<Way, List<Sample>> way : samples.entrySet()) {
        progress.accept(
            "%s: %s"
                .formatted(
                    round == 0 ? "warming up" : "round %d of %d".formatted(round, rounds),
                    way.getKey().name()));
        Sample sample = way.getKey().run();
        if (round > 0) {
          way.getValue().add(sample);
        }
      }
    }
  }

  List<Result> results() {
    List<Sample> bare = samples.values().iterator().next();
    return samples.entrySet().stream()
        .map(way -> result(way.getKey().name(), way.getValue(), bare))
        .toList();
  }

  private Result result(String name, List<Sample> runs, List<Sample> bare) {
    DescriptiveStatistics rate = statistics(runs.stream().mapToDouble(Sample::imagesPerSecond));
    OptionalDouble batchSize =
        runs.stream().map(Sample::batchSize).flatMapToDouble(OptionalDouble::stream).average();
    return new Result(
        name,
        rate.getPercentile(50),
        (rate.getPercentile(75) - rate.getPercentile(25)) / 2 / rate.getPercentile(50),
        statistics(
                IntStream.range(0, runs.size())
                    .mapToDouble(
                        i -> runs.get(i).imagesPerSecond() / bare.get(i).imagesPerSecond()))
            .getPercentile(50),
        statistics(runs.stream().mapToDouble(Sample::cpuSeconds)).getPercentile(50) * 1000 / images,
        batchSize.isPresent() ? batchSize.getAsDouble() : null);
  }

  private static DescriptiveStatistics statistics(DoubleStream values) {
    return new DescriptiveStatistics(values.toArray());
  }
}
