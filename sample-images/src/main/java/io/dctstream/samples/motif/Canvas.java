package io.dctstream.samples.motif;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a {@link Motif} draws on: a plane of unit cells, already turned, scaled and moved, whose
 * visible part lies within {@code reach} of the origin.
 *
 * @param graphics draws in cells
 * @param reach distance from the origin to the farthest visible point, in cells
 * @param inks the colours to draw with, at least one
 * @param random all chance of the picture comes from here
 */
public record Canvas(Graphics2D graphics, double reach, List<Color> inks, RandomGenerator random) {
  /** The first cell in each direction that must be drawn; the last is its opposite. */
  int firstCell() {
    return (int) Math.floor(-reach) - 1;
  }

  /** A number in [low, high). */
  double between(double low, double high) {
    return random.nextDouble(low, high);
  }

  /** Fills a shape with any of the inks. */
  void fill(Shape shape) {
    graphics.setColor(inks.get(random.nextInt(inks.size())));
    graphics.fill(shape);
  }

  /**
   * Strews figures over the plane, each a little off its cell's middle, turned, of its own size,
   * and a few left out.
   *
   * @param pitch distance between neighbours, in cells
   * @param figures makes figures of radius 1 around the origin
   */
  void strew(double pitch, Supplier<Shape> figures) {
    int outermost = (int) Math.ceil(reach / pitch);
    for (int row = -outermost; row <= outermost; row++) {
      for (int column = -outermost; column <= outermost; column++) {
        if (random.nextInt(20) != 0) {
          AffineTransform place = new AffineTransform();
          place.translate(
              pitch * (column + between(-0.12, 0.12)), pitch * (row + between(-0.12, 0.12)));
          place.rotate(between(0, 2 * Math.PI));
          double radius = pitch * between(0.36, 0.48);
          place.scale(radius, radius);
          fill(place.createTransformedShape(figures.get()));
        }
      }
    }
  }
}
