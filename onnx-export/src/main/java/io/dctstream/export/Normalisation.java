package io.dctstream.export;

import java.util.List;

/**
 * What is done to the values of pixels before a model reads them: they are brought to the range,
 * then the channel's mean is taken away and the rest divided by its deviation, as torchvision has
 * it.
 *
 * @param range the value of white: 1 or 255, usually
 * @param mean of R, G and B, after they were brought to the range
 * @param deviation of R, G and B
 */
public record Normalisation(double range, List<Double> mean, List<Double> deviation) {
  private static final double WHITE = 255;
  private static final int CHANNELS = 3;

  /**
   * @throws IllegalArgumentException if there are not three of each, or one cannot be divided by
   */
  public Normalisation {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != CHANNELS || deviation.size() != CHANNELS) {
      throw new IllegalArgumentException(
          "Mean and deviation have a number for each of R, G and B, not %d and %d"
              .formatted(mean.size(), deviation.size()));
    }
    if (!(range > 0) || deviation.stream().anyMatch(value -> !(value > 0))) {
      throw new IllegalArgumentException("Range and deviation are positive numbers");
    }
  }

  /** Leaves values in [0, range]. */
  public static Normalisation none(double range) {
    return new Normalisation(range, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
  }

  /** By which a value in [0, 255] is multiplied, by channel. */
  float[] factors() {
    return floats(i -> range / WHITE / deviation.get(i));
  }

  /** What is then added. */
  float[] offsets() {
    return floats(i -> -mean.get(i) / deviation.get(i));
  }

  private interface OfChannel {
    double value(int channel);
  }

  private static float[] floats(OfChannel values) {
    float[] all = new float[CHANNELS];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) values.value(i);
    }
    return all;
  }
}
