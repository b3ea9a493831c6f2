package io.dctstream.train;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that rises linearly to its peak, then falls to zero along half a cosine. Counts
 * in steps and is stored with the network's configuration.
 */
final class WarmUpCosine implements ISchedule {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final double peak;
  @JsonProperty private final int warmUp;
  @JsonProperty private final int steps;

  /**
   * @param peak highest learning rate
   * @param warmUp steps in which it rises
   * @param steps of the whole training
   */
  WarmUpCosine(
      @JsonProperty("peak") double peak,
      @JsonProperty("warmUp") int warmUp,
      @JsonProperty("steps") int steps) {
    this.peak = peak;
    this.warmUp = warmUp;
    this.steps = steps;
  }

  @Override
  public double valueAt(int step, int epoch) {
    if (step < warmUp) {
      return peak * (step + 1) / warmUp;
    }
    double done = Math.min(1, (step - warmUp) / (double) Math.max(1, steps - warmUp));
    return peak * (1 + Math.cos(Math.PI * done)) / 2;
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // immutable
  public ISchedule clone() {
    return this;
  }
}
