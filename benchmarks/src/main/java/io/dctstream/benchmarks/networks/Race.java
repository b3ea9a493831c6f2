package io.dctstream.benchmarks.networks;

import ai.onnxruntime.OrtException;
import io.dctstream.export.precision.Precision;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.train.network.PaperResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** Runs contenders in turns, so that they meet the machine in about the same state. */
final class Race {
  /** Who runs, and how many images at once. */
  private record Start(Contender contender, int batchSize) {
    boolean isReference(Precision precision, int size) {
      return contender.entry().name().equals(Entry.REFERENCE)
          && contender.precision() == precision
          && batchSize == size;
    }
  }

  private final List<byte[]> jpegs;
  private final Device device;
  private final Map<Start, List<Sample>> samples = new LinkedHashMap<>();
  private final Map<Start, Long> bytes = new LinkedHashMap<>();

  Race(List<Contender> contenders, List<Integer> batchSizes, List<byte[]> jpegs, Device device) {
    this.jpegs = jpegs;
    this.device = device;
    for (int size : batchSizes) {
      contenders.forEach(one -> samples.put(new Start(one, size), new ArrayList<>()));
    }
  }

  /**
   * Measures each contender once a round.
   *
   * @param progress is told before each measurement
   */
  List<Result> run(int rounds, Consumer<String> progress) throws OrtException, JpegException {
    for (int round = 1; round <= rounds; round++) {
      for (Map.Entry<Start, List<Sample>> run : samples.entrySet()) {
        Start start = run.getKey();
        progress.accept(
            "round %d of %d: %s in %s, batch %d"
                .formatted(
                    round,
                    rounds,
                    start.contender().entry().name(),
                    start.contender().precision().words(),
                    start.batchSize()));
        // Opened anew, because all of them at once would fill the memory.
        try (Runner runner = Runner.open(start.contender(), start.batchSize(), device)) {
          runner.measure(jpegs);
          run.getValue().add(runner.measure(jpegs));
          bytes.put(start, runner.bytesPerImage());
        }
      }
    }
    return samples.keySet().stream().map(this::result).toList();
  }

  private Result result(Start start) {
    Entry entry = start.contender().entry();
    DescriptiveStatistics fromBytes = statistics(start, Sample::fromBytes);
    return new Result(
        entry.name(),
        start.contender().precision(),
        start.batchSize(),
        entry.parameters(),
        entry.multiplyAccumulates(),
        statistics(start, Sample::alone).getPercentile(50),
        fromBytes.getPercentile(50),
        (fromBytes.getPercentile(75) - fromBytes.getPercentile(25))
            / 2
            / fromBytes.getPercentile(50),
        bytes.get(start),
        times(start, start.contender().precision()),
        times(start, Precision.FP32),
        entry.paper().map(PaperResult::speed).orElse(null),
        entry.accuracy().isPresent() ? entry.accuracy().getAsDouble() : null);
  }

  private DescriptiveStatistics statistics(Start start, ToDoubleFunction<Sample> value) {
    return new DescriptiveStatistics(samples.get(start).stream().mapToDouble(value).toArray());
  }

  /** The ratio within each round, so that a disturbed round disturbs both. */
  private Double times(Start start, Precision ofReference) {
    return samples.keySet().stream()
        .filter(other -> other.isReference(ofReference, start.batchSize()))
        .findFirst()
        .map(
            reference ->
                new DescriptiveStatistics(
                        IntStream.range(0, samples.get(start).size())
                            .mapToDouble(
                                round ->
                                    samples.get(start).get(round).fromBytes()
                                        / samples.get(reference).get(round).fromBytes())
                            .toArray())
                    .getPercentile(50))
        .orElse(null);
  }
}
