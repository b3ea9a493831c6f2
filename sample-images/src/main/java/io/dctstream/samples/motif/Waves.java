package io.dctstream.samples.motif;

import java.awt.Shape;

/** Bars bent to sine curves, side by side. */
final class Waves implements Motif {
  private static final double STEP = 0.2;

  @Override
  public String label() {
    return "waves";
  }

  @Override
  public void draw(Canvas canvas) {
    double width = canvas.between(0.35, 0.6);
    double length = canvas.between(2.4, 3.6);
    double amplitude = length * canvas.between(0.16, 0.24);
    double reach = canvas.reach() + amplitude;
    for (double y = -reach; y < reach; y++) {
      canvas.fill(wave(canvas.reach(), y, width, amplitude, length));
    }
  }

  private static Shape wave(double reach, double y, double width, double amplitude, double length) {
    Polygon wave = new Polygon();
    for (double x = -reach; x <= reach; x += STEP) {
      wave.to(x, y + amplitude * Math.sin(2 * Math.PI * x / length));
    }
    for (double x = reach; x >= -reach; x -= STEP) {
      wave.to(x, y + width + amplitude * Math.sin(2 * Math.PI * x / length));
    }
    return wave.close();
  }
}
