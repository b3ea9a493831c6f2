package io.dctstream.train.data;

import java.util.random.RandomGenerator;

/**
 * Gives always the least that is possible, or always the most.
 *
 * @param most which of both; true is more than false
 */
record Extreme(boolean most) implements RandomGenerator {
  @Override
  public int nextInt(int bound) {
    return most ? bound - 1 : 0;
  }

  @Override
  public int nextInt(int origin, int bound) {
    return most ? bound - 1 : origin;
  }

  @Override
  public boolean nextBoolean() {
    return most;
  }

  @Override
  public double nextDouble() {
    return most ? Math.nextDown(1.0) : 0;
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException(
        "Only what is asked for above is known to be an extreme");
  }
}
