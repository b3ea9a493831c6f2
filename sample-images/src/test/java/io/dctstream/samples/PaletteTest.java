package io.dctstream.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PaletteTest {
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void aColourHasTheLightnessAskedFor() {
    for (int i = 0; i <= 1000; i++) {
      double light = i / 1000.0;
      assertThat(luma(Palette.colour(light, random))).isCloseTo(light, within(0.005));
    }
  }

  @Test
  void inksStandOutFromTheGroundInGreyToo() {
    int inksDarker = 0;
    for (int i = 0; i < 1000; i++) {
      Palette palette = Palette.any(random);
      for (Color ground : palette.ground()) {
        for (Color ink : palette.inks()) {
          assertThat(Math.abs(luma(ground) - luma(ink))).isGreaterThan(0.12);
        }
      }
      inksDarker += luma(palette.inks().get(0)) < luma(palette.ground().get(0)) ? 1 : 0;
    }
    assertThat(inksDarker).isBetween(400, 600);
  }

  private static double luma(Color colour) {
    return (0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue()) / 255;
  }
}
