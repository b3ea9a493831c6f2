package io.dctstream.samples.motif;

import java.awt.geom.Ellipse2D;

/** Filled circles. */
final class Dots implements Motif {
  @Override
  public String label() {
    return "dots";
  }

  @Override
  public void draw(Canvas canvas) {
    double radius = canvas.between(0.75, 1);
    canvas.strew(1.25, () -> new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
  }
}
