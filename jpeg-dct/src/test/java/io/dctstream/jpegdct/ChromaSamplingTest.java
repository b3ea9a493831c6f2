package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Chroma of any common sampling becomes that of 4:2:0 in a picture of the grid's size, by averages
 * or repetition of its samples; luma stays as it is, coefficient by coefficient.
 */
class ChromaSamplingTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final BlockGrid GRID = new BlockGrid(WIDTH / 8, HEIGHT / 8);

  /** Luma's factors; chroma's are 1x1. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 2", "2, 2", "4, 1", "4, 2", "1, 4"})
  void comesToHalfOfLuma(int h, int v) throws JpegException {
    List<TestJpeg.Component> components =
        TestJpeg.random(31, TestJpeg.blank(WIDTH, HEIGHT, new int[][] {{h, v}, {1, 1}, {1, 1}}));
    byte[] jpeg = TestJpeg.encode(WIDTH, HEIGHT, components, 0);

    Unpacked read = decode(jpeg);

    assertLumaIsKept(components.get(0), read);
    for (int i = 1; i < 3; i++) {
      TestJpeg.Component stored = components.get(i);
      double[][] expected = toHalfOfLuma(samples(stored), h, v);
      for (int y = 0; y < GRID.chromaHeight(); y++) {
        for (int x = 0; x < GRID.chromaWidth(); x++) {
          double[] block = Dct.forward(cut(expected, x * 8, y * 8));
          for (int k = 0; k < 64; k++) {
            // The result is quantised again with the same table: half an entry at most.
            assertThat((double) read.at(i, x, y, k))
                .as("component %d, block (%d, %d), coefficient %d", i, x, y, k)
                .isCloseTo(block[k], Offset.offset(stored.table()[k] * 0.5 + 0.02));
          }
        }
      }
    }
  }

  private static void assertLumaIsKept(TestJpeg.Component luma, Unpacked read) {
    for (int y = 0; y < GRID.height(); y++) {
      for (int x = 0; x < GRID.width(); x++) {
        for (int k = 0; k < 64; k++) {
          assertThat(read.at(0, x, y, k)).isEqualTo(luma.at(x, y, k) * luma.table()[k]);
        }
      }
    }
  }

  /**
   * Samples of chroma stored at 1/h, 1/v of luma's density, brought to a half in each direction.
   */
  private static double[][] toHalfOfLuma(double[][] stored, int h, int v) {
    double[][] half = new double[HEIGHT / 2][WIDTH / 2];
    for (int y = 0; y < half.length; y++) {
      for (int x = 0; x < half[y].length; x++) {
        double sum = 0;
        for (int j = 0; j < 2; j++) {
          for (int i = 0; i < 2; i++) {
            sum += stored[(2 * y + j) / v][(2 * x + i) / h];
          }
        }
        half[y][x] = sum / 4;
      }
    }
    return half;
  }

  private static double[][] samples(TestJpeg.Component c) {
    double[][] samples = new double[c.blocksHigh() * 8][c.blocksWide() * 8];
    for (int y = 0; y < c.blocksHigh(); y++) {
      for (int x = 0; x < c.blocksWide(); x++) {
        double[] block = new double[64];
        for (int k = 0; k < 64; k++) {
          block[k] = c.at(x, y, k) * c.table()[k];
        }
        double[] spatial = Dct.inverse(block);
        for (int p = 0; p < 64; p++) {
          samples[y * 8 + p / 8][x * 8 + p % 8] = spatial[p];
        }
      }
    }
    return samples;
  }

  private static double[] cut(double[][] samples, int left, int top) {
    List<Double> block = new ArrayList<>();
    for (int y = top; y < top + 8; y++) {
      for (int x = left; x < left + 8; x++) {
        block.add(samples[y][x]);
      }
    }
    return block.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Unpacked decode(byte[] jpeg) throws JpegException {
    try (FittedDecoder decoder =
        FittedDecoder.open(GRID, Fit.EXACT, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      return Unpacked.of(decoder.decode(jpeg), GRID);
    }
  }
}
