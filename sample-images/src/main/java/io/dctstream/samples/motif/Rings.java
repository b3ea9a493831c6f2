package io.dctstream.samples.motif;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Circles with a wide hole. */
final class Rings implements Motif {
  @Override
  public String label() {
    return "rings";
  }

  @Override
  public void draw(Canvas canvas) {
    double hole = canvas.between(0.55, 0.75);
    canvas.strew(1.5, () -> ring(hole));
  }

  private static Shape ring(double hole) {
    Path2D ring = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    ring.append(new Ellipse2D.Double(-1, -1, 2, 2), false);
    ring.append(new Ellipse2D.Double(-hole, -hole, 2 * hole, 2 * hole), false);
    return ring;
  }
}
