package io.dctstream.samples.motif;

import java.awt.Shape;

/** Crosses of four equal arms. */
final class Crosses implements Motif {
  @Override
  public String label() {
    return "crosses";
  }

  @Override
  public void draw(Canvas canvas) {
    double arm = canvas.between(0.2, 0.34);
    canvas.strew(1.5, () -> cross(arm));
  }

  /**
   * @param arm half an arm's width
   */
  private static Shape cross(double arm) {
    Polygon cross = new Polygon();
    for (int quarter = 0; quarter < 4; quarter++) {
      double angle = quarter * Math.PI / 2;
      double halfTip = Math.atan2(arm, 1);
      cross.toPolar(angle - halfTip, 1).toPolar(angle + halfTip, 1);
      cross.toPolar(angle + Math.PI / 4, arm * Math.sqrt(2));
    }
    return cross.close();
  }
}
