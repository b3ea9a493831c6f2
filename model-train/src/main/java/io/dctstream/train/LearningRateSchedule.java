package io.dctstream.train;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that rises linearly to its peak, then falls by a {@link Schedule}. Counts in
 * steps and is stored with the network's configuration.
 */
final class LearningRateSchedule implements ISchedule {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final Schedule fall;
  @JsonProperty private final double peak;
  @JsonProperty private final int warmUp;
  @JsonProperty private final int steps;

  /**
   * @param fall after the warm-up
   * @param peak highest learning rate
   * @param warmUp steps in which it rises
   * @param steps of the whole training
   */
  LearningRateSchedule(
      @JsonProperty("fall") Schedule fall,
      @JsonProperty("peak") double peak,
      @JsonProperty("warmUp") int warmUp,
      @JsonProperty("steps") int steps) {
    this.fall = fall;
    this.peak = peak;
    this.warmUp = warmUp;
    this.steps = steps;
  }

  @Override
  public double valueAt(int step, int epoch) {
    if (step < warmUp) {
      return peak * (step + 1) / warmUp;
    }
    return peak * fall.factor((double) step / steps, (double) warmUp / steps);
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // immutable
  public ISchedule clone() {
    return this;
  }
}
