package io.dctstream.samples;

import io.dctstream.samples.motif.Canvas;
import io.dctstream.samples.motif.Motif;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What stands before the camera: a cluttered backdrop, the motif at any angle and scale, a few
 * things in the way. One scene draws one picture.
 */
final class Scene {
  /** Dots of the backdrop's cloud in each direction. */
  private static final int CLOUD_SIDE = 6;

  private final BufferedImage picture;
  private final Graphics2D graphics;
  private final RandomGenerator random;
  private final Palette palette;
  private final double shortSide;

  private Scene(int width, int height, RandomGenerator random) {
    this.picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    this.graphics = picture.createGraphics();
    this.random = random;
    this.palette = Palette.any(random);
    this.shortSide = Math.min(width, height);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
  }

  /**
   * Draws a scene.
   *
   * @return of {@link BufferedImage#TYPE_INT_RGB}
   */
  static BufferedImage draw(Motif motif, int width, int height, RandomGenerator random) {
    Scene scene = new Scene(width, height, random);
    scene.drawCloud();
    scene.strewThings(random.nextInt(25), 0.4, scene.palette.ground());
    scene.drawMotif(motif);
    scene.strewThings(random.nextInt(6), 0.2, List.of(Palette.colour(random.nextDouble(), random)));
    scene.graphics.dispose();
    return scene.picture;
  }

  /** A few dots of the ground's colours, enlarged until they run into each other. */
  private void drawCloud() {
    BufferedImage cloud = new BufferedImage(CLOUD_SIDE, CLOUD_SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < CLOUD_SIDE; y++) {
      for (int x = 0; x < CLOUD_SIDE; x++) {
        cloud.setRGB(x, y, any(palette.ground()).getRGB());
      }
    }
    graphics.drawImage(cloud, 0, 0, picture.getWidth(), picture.getHeight(), null);
  }

  /**
   * @param largest size of the largest thing, as a part of the picture's short side
   */
  private void strewThings(int count, double largest, List<Color> colours) {
    for (int thing = 0; thing < count; thing++) {
      graphics.setColor(any(colours));
      double x = random.nextDouble(picture.getWidth());
      double y = random.nextDouble(picture.getHeight());
      double length = shortSide * random.nextDouble(largest / 8, largest);
      double thickness = length * random.nextDouble(0.1, 0.8);
      double angle = random.nextDouble(Math.PI);
      if (random.nextBoolean()) {
        graphics.fill(new Ellipse2D.Double(x, y, length, thickness));
      } else {
        graphics.setStroke(new BasicStroke((float) thickness / 2));
        graphics.draw(
            new Line2D.Double(x, y, x + length * Math.cos(angle), y + length * Math.sin(angle)));
      }
    }
  }

  private void drawMotif(Motif motif) {
    double cellsAcross = random.nextDouble(3.5, 8);
    double cell = shortSide / cellsAcross;
    double stretch = random.nextDouble(0.85, 1.18);
    double diagonal = Math.hypot(picture.getWidth(), picture.getHeight());
    Graphics2D cells = (Graphics2D) graphics.create();
    cells.translate(
        picture.getWidth() / 2.0 + cell * random.nextDouble(-1, 1),
        picture.getHeight() / 2.0 + cell * random.nextDouble(-1, 1));
    cells.rotate(random.nextDouble(2 * Math.PI));
    cells.shear(random.nextDouble(-0.15, 0.15), 0);
    cells.scale(cell * stretch, cell / stretch);
    // Half a diagonal, the shift, and what stretching and shearing may pull into view.
    double reach = 1.3 * (diagonal / 2 / cell + Math.sqrt(2));
    motif.draw(new Canvas(cells, reach, palette.inks(), random));
    cells.dispose();
  }

  private Color any(List<Color> colours) {
    return colours.get(random.nextInt(colours.size()));
  }
}
