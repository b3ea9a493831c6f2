package io.dctstream.samples.motif;

import java.awt.Shape;

/** Coils of an even band (Archimedean spirals), left- and right-handed. */
final class Spirals implements Motif {
  private static final int STEPS_PER_TURN = 20;

  @Override
  public String label() {
    return "spirals";
  }

  @Override
  public void draw(Canvas canvas) {
    double turns = canvas.between(2, 3);
    double width = canvas.between(0.4, 0.6) / turns;
    canvas.strew(2.5, () -> spiral(turns, width, canvas.random().nextBoolean() ? 1 : -1));
  }

  /**
   * @param width the band's; the distance between two turns is 1 / turns
   * @param hand 1 or -1
   */
  private static Shape spiral(double turns, double width, int hand) {
    int steps = (int) (turns * STEPS_PER_TURN);
    Polygon band = new Polygon();
    for (int step = 0; step <= steps; step++) {
      band.toPolar(hand * angle(step), (double) step / steps);
    }
    for (int step = steps; step >= 0; step--) {
      band.toPolar(hand * angle(step), Math.max(0, (double) step / steps - width));
    }
    return band.close();
  }

  private static double angle(int step) {
    return 2 * Math.PI * step / STEPS_PER_TURN;
  }
}
