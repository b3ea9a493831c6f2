package io.dctstream.samples.motif;

import java.awt.Shape;

/** Stars of five to seven points. */
final class Stars implements Motif {
  @Override
  public String label() {
    return "stars";
  }

  @Override
  public void draw(Canvas canvas) {
    int points = canvas.random().nextInt(5, 8);
    double notch = canvas.between(0.36, 0.46);
    canvas.strew(1.6, () -> star(points, notch));
  }

  /**
   * @param notch distance of the inner corners from the middle
   */
  private static Shape star(int points, double notch) {
    Polygon star = new Polygon();
    for (int corner = 0; corner < 2 * points; corner++) {
      star.toPolar(corner * Math.PI / points, corner % 2 == 0 ? 1 : notch);
    }
    return star.close();
  }
}
