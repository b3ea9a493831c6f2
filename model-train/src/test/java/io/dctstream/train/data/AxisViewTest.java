package io.dctstream.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Views of coefficients against the same views of samples, through a plain one-dimensional DCT. */
class AxisViewTest {
  private static final int SIDE = 8;
  private static final int BLOCKS = 4;

  @ParameterizedTest
  @CsvSource({"0, false", "0, true", "1, false", "-2, false", "2, true", "-1, true"})
  void seesWhatAViewOfTheSamplesSees(int shift, boolean flip) {
    double[] samples = new Random(7).doubles(BLOCKS * SIDE).toArray();
    double[] coefficients = forward(samples);

    AxisView view = AxisView.of(BLOCKS, shift, flip);
    double[] viewed = new double[samples.length];
    for (int block = 0; block < BLOCKS; block++) {
      for (int u = 0; u < SIDE; u++) {
        viewed[block * SIDE + u] =
            view.sign(block, u) * coefficients[view.source()[block] * SIDE + u];
      }
    }

    assertThat(viewed).containsExactly(forward(view(samples, shift * SIDE, flip)), within(1e-6));
  }

  private static double[] view(double[] samples, int shift, boolean flip) {
    int last = samples.length - 1;
    double[] view = new double[samples.length];
    for (int x = 0; x <= last; x++) {
      int wanted = (flip ? last - x : x) + shift;
      int inside = wanted < 0 ? -wanted - 1 : wanted > last ? 2 * last + 1 - wanted : wanted;
      view[x] = samples[inside];
    }
    return view;
  }

  private static double[] forward(double[] samples) {
    double[] coefficients = new double[samples.length];
    for (int i = 0; i < coefficients.length; i++) {
      int u = i % SIDE;
      int block = i - u;
      for (int x = 0; x < SIDE; x++) {
        coefficients[i] += samples[block + x] * Math.cos((2 * x + 1) * u * Math.PI / (2 * SIDE));
      }
    }
    return coefficients;
  }
}
