package io.dctstream.cli.page;

import io.dctstream.contract.Prediction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums up what the job does, a second at a time. Thread-safe. */
final class Activity {
  private final Map<String, Long> rejects = new TreeMap<>();
  private final List<Long> latencies = new ArrayList<>();
  private final Map<String, Integer> models = new HashMap<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private long predictions;
  private long predictionBytes;
  private int images;

  /** A prediction that takes so many bytes in the output topic. */
  synchronized void predicted(Prediction prediction, int bytes) {
    images++;
    predictions++;
    predictionBytes += bytes;
    latencies.add(prediction.classifiedAt() - prediction.timestamp());
    models.merge(prediction.model() + " " + prediction.version(), 1, Integer::sum);
    labels.merge(prediction.best().label(), 1, Integer::sum);
  }

  synchronized void rejected(String code) {
    images++;
    rejects.merge(code, 1L, Long::sum);
  }

  /** Ends a second and begins the next. */
  synchronized Second turn(long now, JobFigures job, List<String> troubles) {
    Collections.sort(latencies);
    Second second =
        new Second(
            now,
            images,
            nearestRank(50),
            nearestRank(99),
            Map.copyOf(models),
            Map.copyOf(labels),
            predictions,
            new TreeMap<>(rejects),
            predictions == 0 ? null : predictionBytes / predictions,
            job,
            troubles);
    images = 0;
    latencies.clear();
    models.clear();
    labels.clear();
    return second;
  }

  private Long nearestRank(int percent) {
    return latencies.isEmpty() ? null : latencies.get((latencies.size() * percent + 99) / 100 - 1);
  }
}
