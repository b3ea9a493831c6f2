package io.dctstream.train.data;

import io.dctstream.jpegdct.BlockGrid;
import java.nio.FloatBuffer;

/**
 * The inverse DCT of T.81 A.3.3, from the coefficients of a plane to its samples, of which 128 is
 * taken away. Not thread-safe: it has buffers of its own.
 */
final class InverseTransform {
  private static final int SIDE = BlockGrid.BLOCK_SIDE;

  /** At {@code SIDE * frequency + sample}. */
  private static final float[] COSINES = cosines();

  private final float[] block = new float[BlockGrid.BLOCK_SIZE];
  private final float[] rows = new float[BlockGrid.BLOCK_SIZE];

  /**
   * Transforms a plane.
   *
   * @param coefficients [64, height, width] from {@code start}
   * @param width blocks in a row
   * @param height blocks in a column
   * @param samples [8 * height, 8 * width], overwritten
   */
  void transform(FloatBuffer coefficients, int start, int width, int height, float[] samples) {
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        for (int k = 0; k < block.length; k++) {
          block[k] = coefficients.get(start + (k * height + i) * width + j);
        }
        multiply(block, rows);
        multiply(rows, block);
        for (int y = 0; y < SIDE; y++) {
          System.arraycopy(block, SIDE * y, samples, ((SIDE * i + y) * width + j) * SIDE, SIDE);
        }
      }
    }
  }

  /** Transforms the columns of a block and exchanges rows and columns: done twice, all of it. */
  private static void multiply(float[] from, float[] to) {
    for (int column = 0; column < SIDE; column++) {
      for (int sample = 0; sample < SIDE; sample++) {
        float sum = 0;
        for (int frequency = 0; frequency < SIDE; frequency++) {
          sum += COSINES[SIDE * frequency + sample] * from[SIDE * frequency + column];
        }
        to[SIDE * column + sample] = sum;
      }
    }
  }

  private static float[] cosines() {
    float[] cosines = new float[SIDE * SIDE];
    for (int frequency = 0; frequency < SIDE; frequency++) {
      double scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / SIDE);
      for (int sample = 0; sample < SIDE; sample++) {
        double angle = (2 * sample + 1) * frequency * Math.PI / (2 * SIDE);
        cosines[SIDE * frequency + sample] = (float) (scale * Math.cos(angle));
      }
    }
    return cosines;
  }
}
