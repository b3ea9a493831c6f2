package io.dctstream.jpegdct;

/** What {@link Augmentation} says, done on samples: the reference, slow and plain. */
final class SampleAugmentation {
  private SampleAugmentation() {}

  /** The samples [height][width] of a varied plane. */
  static double[][] apply(Augmentation what, Unpacked picture, int plane, BlockGrid grid) {
    int subsampling = plane == 0 ? 1 : 2;
    double[][] from = picture.samples(plane);
    double[][] to = new double[grid.pixelHeight() / subsampling][grid.pixelWidth() / subsampling];
    for (int y = 0; y < to.length; y++) {
      for (int x = 0; x < to[y].length; x++) {
        int turnedX = what.orientation().flipHorizontally() ? to[y].length - 1 - x : x;
        int turnedY = what.orientation().flipVertically() ? to.length - 1 - y : y;
        int column = what.orientation().transpose() ? turnedY : turnedX;
        int row = what.orientation().transpose() ? turnedX : turnedY;
        double sample =
            from[inside(row + 8 * what.top() / subsampling, from.length)][
                inside(column + 8 * what.left() / subsampling, from[0].length)];
        to[y][x] = tone(what.tone(), sample, plane);
      }
    }
    dropFrequencies(to, what.droppedFrequencies());
    return to;
  }

  /** Beyond the border lies the mirror image, which repeats the border's samples. */
  private static int inside(int at, int length) {
    return at < 0 ? -1 - at : at >= length ? 2 * length - 1 - at : at;
  }

  private static double tone(Augmentation.Tone tone, double sample, int plane) {
    return plane == 0
        ? 128 + tone.contrast() * (sample - 128) + tone.brightness()
        : 128 + tone.contrast() * tone.saturation() * (sample - 128);
  }

  private static void dropFrequencies(double[][] samples, long dropped) {
    double[] block = new double[64];
    for (int top = 0; top < samples.length; top += 8) {
      for (int left = 0; left < samples[0].length; left += 8) {
        for (int i = 0; i < 64; i++) {
          block[i] = samples[top + i / 8][left + i % 8];
        }
        double[] coefficients = Dct.forward(block);
        for (int k = 0; k < 64; k++) {
          coefficients[k] = (dropped & 1L << k) != 0 ? 0 : coefficients[k];
        }
        double[] kept = Dct.inverse(coefficients);
        for (int i = 0; i < 64; i++) {
          samples[top + i / 8][left + i % 8] = kept[i];
        }
      }
    }
  }
}
