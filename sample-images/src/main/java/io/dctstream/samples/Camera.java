package io.dctstream.samples;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.random.RandomGenerator;

/**
 * What light and a camera make of a scene: uneven light, vignette, contrast, blur and noise.
 *
 * @param exposure factor of all light
 * @param slopeX change of the light from left to right, as a part of it
 * @param slopeY change of the light from top to bottom, as a part of it
 * @param vignette part of the light that is lost in the corners
 * @param contrast factor of the distance from middle grey
 * @param blur one detail of the taken picture is as wide as so many pixels, 1 for sharp
 * @param noise standard deviation, in steps of 255
 */
record Camera(
    double exposure,
    double slopeX,
    double slopeY,
    double vignette,
    double contrast,
    double blur,
    double noise) {
  /** Pictures are not blurred below this many details on the short side. */
  private static final double FEWEST_DETAILS = 90;

  private static final double MIDDLE_GREY = 128;

  /** Standard deviation of the sum of four random bytes, which is close to a normal one. */
  private static final double FOUR_BYTES = 147.8;

  private static final int FOUR_BYTES_MEAN = 510;

  static Camera any(RandomGenerator random) {
    return new Camera(
        random.nextDouble(0.75, 1.25),
        random.nextDouble(-0.5, 0.5),
        random.nextDouble(-0.5, 0.5),
        random.nextDouble(0.5),
        random.nextDouble(0.65, 1.2),
        random.nextBoolean() ? 1 : random.nextDouble(1, 3),
        random.nextBoolean() ? random.nextDouble(3) : random.nextDouble(12));
  }

  /**
   * Takes a picture of a scene.
   *
   * @param scene of {@link BufferedImage#TYPE_INT_RGB}; becomes the picture
   */
  void take(BufferedImage scene, RandomGenerator random) {
    defocus(scene);
    expose(scene, random);
  }

  private void defocus(BufferedImage scene) {
    int width = scene.getWidth();
    int height = scene.getHeight();
    double factor = Math.min(blur, Math.min(width, height) / FEWEST_DETAILS);
    if (factor > 1.05) {
      BufferedImage coarse =
          new BufferedImage(
              (int) (width / factor), (int) (height / factor), BufferedImage.TYPE_INT_RGB);
      drawOver(coarse, scene);
      drawOver(scene, coarse);
    }
  }

  private static void drawOver(BufferedImage target, BufferedImage source) {
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(source, 0, 0, target.getWidth(), target.getHeight(), null);
    graphics.dispose();
  }

  private void expose(BufferedImage scene, RandomGenerator random) {
    int width = scene.getWidth();
    int height = scene.getHeight();
    int[] pixels = ((DataBufferInt) scene.getRaster().getDataBuffer()).getData();
    for (int y = 0; y < height; y++) {
      double v = (y + 0.5) / height - 0.5;
      for (int x = 0; x < width; x++) {
        double u = (x + 0.5) / width - 0.5;
        double light =
            exposure * (1 + slopeX * u + slopeY * v) * (1 - 2 * vignette * (u * u + v * v));
        double grain = noise * normal(random.nextInt());
        int at = y * width + x;
        int rgb = pixels[at];
        pixels[at] =
            sensed(rgb >> 16 & 0xff, light, grain) << 16
                | sensed(rgb >> 8 & 0xff, light, grain) << 8
                | sensed(rgb & 0xff, light, grain);
      }
    }
  }

  private int sensed(int channel, double light, double grain) {
    double value = (channel - MIDDLE_GREY) * contrast + MIDDLE_GREY;
    return (int) Math.max(0, Math.min(255, value * light + grain + 0.5));
  }

  /** A number of about the standard normal distribution. */
  private static double normal(int bits) {
    int sum = (bits >>> 24) + (bits >>> 16 & 0xff) + (bits >>> 8 & 0xff) + (bits & 0xff);
    return (sum - FOUR_BYTES_MEAN) / FOUR_BYTES;
  }
}
