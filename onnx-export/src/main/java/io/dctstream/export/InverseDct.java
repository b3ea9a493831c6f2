package io.dctstream.export;

import static io.dctstream.export.graph.OnnxGraph.attribute;

import io.dctstream.export.graph.OnnxGraph;
import io.dctstream.train.network.DctBasis;
import java.util.Arrays;
import java.util.List;

/**
 * Makes samples, less 128, of the coefficients of a plane (T.81 A.3.3), by transposed convolutions:
 * [N, 64, h, w] to [N, 1, 8h, 8w].
 *
 * @param rounded whether samples are integers in the range of bytes, rounded where libjpeg's
 *     jidctint.c rounds; else they are as exact as floats are
 */
record InverseDct(OnnxGraph graph, boolean rounded) {
  private static final int SIDE = 8;
  private static final int FREQUENCIES = SIDE * SIDE;
  private static final float LEAST = -128;
  private static final float MOST = 127;

  /** Between columns and rows libjpeg has two bits behind the point, of values sqrt(8) as great. */
  private static final double BETWEEN = 4 * Math.sqrt(SIDE);

  /** Adds the operators and gives back the name of the samples. */
  String add(String coefficients) {
    String samples = coefficients + ".samples";
    if (!rounded) {
      String basis =
          graph.constant(samples + ".basis", DctBasis.filters(), FREQUENCIES, 1, SIDE, SIDE);
      graph.node(
          "ConvTranspose",
          samples,
          List.of(coefficients, basis),
          attribute("kernel_shape", new int[] {SIDE, SIDE}),
          attribute("strides", new int[] {SIDE, SIDE}));
      return samples;
    }
    String columns = rounded(coefficients + ".columns", coefficients, columns(), SIDE, SIDE, 1);
    String rows = rounded(coefficients + ".rows", columns, rows(), 1, 1, SIDE);
    return graph.clip(samples, rows, LEAST, MOST);
  }

  /** A transposed convolution without overlap, rounded to integers. */
  private String rounded(
      String name, String input, float[] weights, int outputs, int height, int width) {
    long inputs = (long) weights.length / outputs / height / width;
    float[] halves = new float[outputs];
    Arrays.fill(halves, 0.5f);
    graph.node(
        "ConvTranspose",
        name,
        List.of(
            input,
            graph.constant(name + ".basis", weights, inputs, outputs, height, width),
            graph.constant(name + ".half", halves, outputs)),
        attribute("kernel_shape", new int[] {height, width}),
        attribute("strides", new int[] {height, width}));
    graph.node("Floor", name + ".rounded", List.of(name));
    return name + ".rounded";
  }

  /** From (v, u) to u and a row of samples: [64, 8, 8, 1]. */
  private static float[] columns() {
    float[] weights = new float[FREQUENCIES * SIDE * SIDE];
    for (int v = 0; v < SIDE; v++) {
      for (int u = 0; u < SIDE; u++) {
        for (int y = 0; y < SIDE; y++) {
          weights[((SIDE * v + u) * SIDE + u) * SIDE + y] =
              (float) (DctBasis.cosine(v, y) * BETWEEN);
        }
      }
    }
    return weights;
  }

  /** From u to a column of samples: [8, 1, 1, 8]. */
  private static float[] rows() {
    float[] weights = new float[SIDE * SIDE];
    for (int u = 0; u < SIDE; u++) {
      for (int x = 0; x < SIDE; x++) {
        weights[SIDE * u + x] = (float) (DctBasis.cosine(u, x) / BETWEEN);
      }
    }
    return weights;
  }
}
