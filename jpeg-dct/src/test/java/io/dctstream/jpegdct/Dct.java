package io.dctstream.jpegdct;

/** The DCT of T.81 A.3.3 as the formula has it, slow and plain: the tests' reference. */
final class Dct {
  private static final double[][] BASIS = basis();

  private Dct() {}

  /** Orthonormal coefficients in natural order of 64 samples less 128. */
  static double[] forward(double[] samples) {
    double[] coefficients = new double[64];
    for (int v = 0; v < 8; v++) {
      for (int u = 0; u < 8; u++) {
        double sum = 0;
        for (int y = 0; y < 8; y++) {
          for (int x = 0; x < 8; x++) {
            sum += (samples[8 * y + x] - 128) * basis(u, x) * basis(v, y);
          }
        }
        coefficients[8 * v + u] = sum;
      }
    }
    return coefficients;
  }

  /** Samples of 64 orthonormal coefficients, plus 128, not clamped. */
  static double[] inverse(double[] coefficients) {
    double[] samples = new double[64];
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        double sum = 128;
        for (int v = 0; v < 8; v++) {
          for (int u = 0; u < 8; u++) {
            sum += coefficients[8 * v + u] * basis(u, x) * basis(v, y);
          }
        }
        samples[8 * y + x] = sum;
      }
    }
    return samples;
  }

  private static double basis(int u, int x) {
    return BASIS[u][x];
  }

  private static double[][] basis() {
    double[][] basis = new double[8][8];
    for (int u = 0; u < 8; u++) {
      for (int x = 0; x < 8; x++) {
        basis[u][x] = (u == 0 ? Math.sqrt(0.125) : 0.5) * Math.cos((2 * x + 1) * u * Math.PI / 16);
      }
    }
    return basis;
  }
}
