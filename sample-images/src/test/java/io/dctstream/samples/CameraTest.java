package io.dctstream.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CameraTest {
  private static final int SIDE = 200;
  private static final Camera PLAIN = new Camera(1, 0, 0, 0, 1, 1, 0);

  @Test
  void aPlainCameraChangesNothing() {
    assertThat(taken(PLAIN)).isEqualTo(pixels(step()));
  }

  @Test
  void exposureMultipliesAndSaturates() {
    int[] taken = taken(new Camera(2, 0, 0, 0, 1, 1, 0));
    assertThat(green(taken, 0, 0)).isEqualTo(120);
    assertThat(green(taken, SIDE - 1, 0)).isEqualTo(255);
  }

  @Test
  void contrastGoesTowardsMiddleGrey() {
    int[] taken = taken(new Camera(1, 0, 0, 0, 0.5, 1, 0));
    assertThat(green(taken, 0, 0)).isEqualTo(94);
    assertThat(green(taken, SIDE - 1, 0)).isEqualTo(164);
  }

  @Test
  void lightSlopesAndTheVignetteDarkensCorners() {
    int[] sloped = taken(new Camera(1, 0, 0.5, 0, 1, 1, 0));
    assertThat(green(sloped, 0, SIDE - 1)).isGreaterThan(green(sloped, 0, 0) + 20);
    int[] dark = taken(new Camera(1, 0, 0, 0.5, 1, 1, 0));
    assertThat(green(dark, 0, 0)).isLessThan(green(dark, 0, SIDE / 2)).isBetween(29, 32);
  }

  @Test
  void blurSoftensAnEdge() {
    int[] taken = taken(new Camera(1, 0, 0, 0, 1, 2.2, 0));
    long between =
        IntStream.range(0, SIDE)
            .map(x -> green(taken, x, SIDE / 2))
            .filter(value -> value > 65 && value < 195)
            .count();
    assertThat(between).isBetween(2L, 8L);
  }

  @Test
  void noiseHasTheDeviationAskedFor() {
    int[] taken = taken(new Camera(1, 0, 0, 0, 1, 1, 10));
    double[] errors =
        IntStream.range(0, SIDE * SIDE / 2)
            .mapToDouble(i -> green(taken, i % (SIDE / 2), i / (SIDE / 2)) - 60)
            .toArray();
    double mean = IntStream.range(0, errors.length).mapToDouble(i -> errors[i]).average().orElse(9);
    double variance =
        IntStream.range(0, errors.length)
            .mapToDouble(i -> errors[i] * errors[i])
            .average()
            .orElse(0);
    assertThat(mean).isBetween(-0.5, 0.5);
    assertThat(Math.sqrt(variance)).isBetween(9.5, 10.5);
  }

  /** Level 60 on the left, 200 on the right. */
  private static BufferedImage step() {
    BufferedImage step = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        step.setRGB(x, y, x < SIDE / 2 ? 0x3c3c3c : 0xc8c8c8);
      }
    }
    return step;
  }

  private static int[] taken(Camera camera) {
    BufferedImage picture = step();
    camera.take(picture, new SplittableRandom(1));
    return pixels(picture);
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
  }

  private static int green(int[] pixels, int x, int y) {
    return pixels[y * SIDE + x] >> 8 & 0xff;
  }
}
