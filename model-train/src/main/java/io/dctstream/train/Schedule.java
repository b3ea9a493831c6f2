package io.dctstream.train;

/** How the learning rate falls after the warm-up. */
public enum Schedule {
  /** To zero along half a cosine. */
  COSINE,
  /** To a tenth at one third, two thirds and eight ninths of the training: 30, 60 and 80 of 90. */
  STEP;

  private static final double[] STEPS = {1.0 / 3, 2.0 / 3, 8.0 / 9};

  /**
   * The share of the highest learning rate.
   *
   * @param done share of all steps, warm-up included, in [0, 1]
   * @param warmUp share of the steps that the warm-up takes, at most {@code done}
   */
  double factor(double done, double warmUp) {
    if (this == COSINE) {
      double fallen = warmUp < 1 ? (done - warmUp) / (1 - warmUp) : 1;
      return (1 + Math.cos(Math.PI * Math.min(1, fallen))) / 2;
    }
    double factor = 1;
    for (double step : STEPS) {
      if (done >= step) {
        factor /= 10;
      }
    }
    return factor;
  }
}
