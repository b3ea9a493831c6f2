package io.dctstream.cli.demo;

import io.dctstream.contract.Prediction;
import java.util.List;

/**
 * How long pictures took from their Kafka timestamp to their prediction, in milliseconds.
 *
 * @param p50 half of them took no longer
 * @param p99 99 in a hundred took no longer
 */
public record Latency(long p50, long p99) {
  /** The latency of some pictures; null if there are none. */
  static Latency of(List<Prediction> predictions) {
    List<Long> sorted =
        predictions.stream()
            .map(prediction -> prediction.classifiedAt() - prediction.timestamp())
            .sorted()
            .toList();
    return sorted.isEmpty() ? null : new Latency(nearestRank(sorted, 50), nearestRank(sorted, 99));
  }

  private static long nearestRank(List<Long> sorted, int percent) {
    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }
}
