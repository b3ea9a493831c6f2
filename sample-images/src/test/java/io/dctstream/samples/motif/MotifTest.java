package io.dctstream.samples.motif;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MotifTest {
  private static final int CELL = 16;
  private static final int REACH = 6;
  private static final int SIDE = 2 * REACH * CELL;

  @ParameterizedTest
  @MethodSource("motifs")
  void coversEveryPartOfTheCanvasButNotAllOfIt(Motif motif) {
    for (int seed = 0; seed < 20; seed++) {
      BufferedImage picture = draw(motif, seed);
      int third = SIDE / 3;
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          assertThat(inked(picture, column * third, row * third, third))
              .as("part %d, %d with seed %d", column, row, seed)
              .isBetween(0.05, 0.95);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("motifs")
  void variesWithTheSeedOnly(Motif motif) {
    assertThat(pixels(draw(motif, 1))).isEqualTo(pixels(draw(motif, 1)));
    assertThat(pixels(draw(motif, 1))).isNotEqualTo(pixels(draw(motif, 2)));
  }

  static List<Motif> motifs() {
    return Motifs.ALL;
  }

  private static BufferedImage draw(Motif motif, long seed) {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.translate(SIDE / 2, SIDE / 2);
    graphics.scale(CELL, CELL);
    motif.draw(
        new Canvas(
            graphics,
            REACH * Math.sqrt(2),
            List.of(Color.WHITE, Color.YELLOW),
            new SplittableRandom(seed)));
    graphics.dispose();
    return picture;
  }

  private static double inked(BufferedImage picture, int left, int top, int side) {
    int inked = 0;
    for (int y = top; y < top + side; y++) {
      for (int x = left; x < left + side; x++) {
        inked += (picture.getRGB(x, y) & 0xffffff) == 0 ? 0 : 1;
      }
    }
    return inked / (double) (side * side);
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
  }
}
