package io.dctstream.samples;

import java.awt.Color;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The colours of one picture. Hues are free; ground and inks differ in lightness, so that the motif
 * also shows in grey, and either may be the lighter.
 *
 * @param ground of the backdrop
 * @param inks of the motif
 */
record Palette(List<Color> ground, List<Color> inks) {
  /** Spread of the lightness of colours of the same role. */
  private static final double SPREAD = 0.08;

  static Palette any(RandomGenerator random) {
    double gap = random.nextDouble(0.3, 0.6);
    double dark = random.nextDouble(SPREAD, 1 - SPREAD - gap);
    boolean darkGround = random.nextBoolean();
    double groundLight = darkGround ? dark : dark + gap;
    double inkLight = darkGround ? dark + gap : dark;
    return new Palette(
        Stream.generate(() -> about(groundLight, random)).limit(4).toList(),
        Stream.generate(() -> about(inkLight, random)).limit(random.nextInt(1, 4)).toList());
  }

  private static Color about(double light, RandomGenerator random) {
    return colour(light + random.nextDouble(-SPREAD, SPREAD), random);
  }

  /**
   * Any colour of a lightness.
   *
   * @param light 0 (black) to 1 (white), as the luma of JPEG weighs it
   */
  static Color colour(double light, RandomGenerator random) {
    // The product makes muted colours common and vivid ones rare.
    float saturation = random.nextFloat() * random.nextFloat();
    Color hue = Color.getHSBColor(random.nextFloat(), saturation, 1);
    double own = (0.299 * hue.getRed() + 0.587 * hue.getGreen() + 0.114 * hue.getBlue()) / 255;
    // Darker by mixing with black, lighter by mixing with white.
    double keep = Math.min(light / own, (1 - light) / Math.max(1 - own, 1e-6));
    double white = own > light ? 0 : 255 * (1 - keep);
    return new Color(
        mix(hue.getRed(), keep, white),
        mix(hue.getGreen(), keep, white),
        mix(hue.getBlue(), keep, white));
  }

  private static int mix(int channel, double keep, double white) {
    return (int) Math.max(0, Math.min(255, Math.round(keep * channel + white)));
  }
}
