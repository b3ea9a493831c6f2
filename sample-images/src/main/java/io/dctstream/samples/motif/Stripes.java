package io.dctstream.samples.motif;

import java.awt.geom.Rectangle2D;

/** Straight bars side by side. */
final class Stripes implements Motif {
  @Override
  public String label() {
    return "stripes";
  }

  @Override
  public void draw(Canvas canvas) {
    double width = canvas.between(0.35, 0.65);
    for (double x = canvas.firstCell(); x < canvas.reach(); x++) {
      canvas.fill(new Rectangle2D.Double(x, -canvas.reach(), width, 2 * canvas.reach()));
    }
  }
}
