package io.dctstream.inference;

import java.io.Serializable;
import java.time.Duration;

/**
 * How an {@link InferenceOperator} works.
 *
 * @param batchSize the most images that the model takes at once, at least 1
 * @param maxDelay how long an image may wait for others while the model is free; zero: not at all
 * @param threads threads of the processor that one run of the model uses, at least 1
 * @param topK labels in a prediction, at least 1; fewer if the model has fewer
 * @param device what runs the model
 */
public record InferenceSettings(
    int batchSize, Duration maxDelay, int threads, int topK, Device device)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public InferenceSettings {
    if (batchSize < 1 || threads < 1 || topK < 1 || maxDelay.isNegative()) {
      throw new IllegalArgumentException(
          "Batch size, threads and top k are at least 1 and the maximum delay is not negative,"
              + " not %d, %d, %d, %s".formatted(batchSize, threads, topK, maxDelay));
    }
  }
}
