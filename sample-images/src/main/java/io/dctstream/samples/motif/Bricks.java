package io.dctstream.samples.motif;

import java.awt.geom.Rectangle2D;

/** Long bricks in rows, each row shifted by half a brick, with mortar between them. */
final class Bricks implements Motif {
  @Override
  public String label() {
    return "bricks";
  }

  @Override
  public void draw(Canvas canvas) {
    double length = canvas.between(1.8, 2.6);
    double mortar = canvas.between(0.1, 0.22);
    int first = canvas.firstCell();
    for (int row = first; row <= -first; row++) {
      double shift = row % 2 == 0 ? 0 : length / 2;
      for (double x = first - shift; x <= -first; x += length) {
        canvas.fill(new Rectangle2D.Double(x, row, length - mortar, 1 - mortar));
      }
    }
  }
}
