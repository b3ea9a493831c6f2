package io.dctstream.samples.motif;

import java.awt.Shape;

/** Filled triangles of three equal sides. */
final class Triangles implements Motif {
  @Override
  public String label() {
    return "triangles";
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.strew(1.5, Triangles::triangle);
  }

  private static Shape triangle() {
    double third = 2 * Math.PI / 3;
    return new Polygon().toPolar(0, 1).toPolar(third, 1).toPolar(2 * third, 1).close();
  }
}
