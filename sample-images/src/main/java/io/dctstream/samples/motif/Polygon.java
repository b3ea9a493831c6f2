package io.dctstream.samples.motif;

import java.awt.geom.Path2D;

/** A closed line through points that are given one by one. */
final class Polygon {
  private final Path2D path = new Path2D.Double();

  Polygon to(double x, double y) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
    return this;
  }

  /** Adds the point at an angle and a distance from the origin. */
  Polygon toPolar(double angle, double distance) {
    return to(distance * Math.cos(angle), distance * Math.sin(angle));
  }

  Path2D close() {
    path.closePath();
    return path;
  }
}
