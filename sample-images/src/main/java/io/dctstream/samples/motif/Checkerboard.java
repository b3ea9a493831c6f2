package io.dctstream.samples.motif;

import java.awt.geom.Rectangle2D;

/** Every second cell is filled. */
final class Checkerboard implements Motif {
  @Override
  public String label() {
    return "checkerboard";
  }

  @Override
  public void draw(Canvas canvas) {
    int first = canvas.firstCell();
    for (int row = first; row <= -first; row++) {
      for (int column = first + Math.floorMod(row, 2); column <= -first; column += 2) {
        canvas.fill(new Rectangle2D.Double(column, row, 1, 1));
      }
    }
  }
}
