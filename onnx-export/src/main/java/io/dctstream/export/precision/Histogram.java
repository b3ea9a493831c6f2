package io.dctstream.export.precision;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * How often magnitudes of a tensor's values occur. When one is beyond the last bin, bins are joined
 * in pairs, so that one pass over the values is enough.
 */
final class Histogram {
  private static final int BINS = 8192;

  private long[] counts = new long[BINS];
  private double binWidth = 0x1p-20;
  private boolean signed;

  void add(FloatBuffer values) {
    for (int i = 0; i < values.limit(); i++) {
      float value = values.get(i);
      signed |= value < 0;
      add(Math.abs(value));
    }
  }

  private void add(float magnitude) {
    while (magnitude >= binWidth * BINS) {
      widen();
    }
    counts[(int) (magnitude / binWidth)]++;
  }

  private void widen() {
    long[] joined = new long[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      joined[bin / 2] += counts[bin];
    }
    counts = joined;
    binWidth *= 2;
  }

  /**
   * The range that holds a share of the values.
   *
   * @param share in (0, 1]
   */
  ByteRange range(double share) {
    double wanted = share * Arrays.stream(counts).sum();
    long within = 0;
    int bin = 0;
    while (bin < BINS - 1 && within + counts[bin] < wanted) {
      within += counts[bin++];
    }
    return new ByteRange((bin + 1) * binWidth, signed);
  }
}
