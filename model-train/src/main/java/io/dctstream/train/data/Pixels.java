package io.dctstream.train.data;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Planes;
import io.dctstream.train.network.NetworkInput;
import java.nio.FloatBuffer;

/**
 * Makes the pixels that a network reads of the coefficients that training keeps, as a JPEG decoder
 * would: inverse DCT, chroma enlarged by libjpeg's triangle filter ("fancy upsampling"), and for
 * RGB the conversion of JFIF. What a network for pixels learns from is thus varied and shown just
 * as it is to a network for coefficients. Values are less 128 and not rounded; those of RGB are
 * clamped to the range of bytes, as no others are.
 *
 * <p>Not thread-safe: it has buffers of its own.
 */
final class Pixels {
  private static final int CENTRE = 128;

  private final NetworkInput input;
  private final BlockGrid grid;
  private final FloatBuffer[] tensors;
  private final InverseTransform inverse = new InverseTransform();
  private final float[] y;
  private final float[] cb;
  private final float[] cr;
  private final float[] small;

  /**
   * @param tensors those of the network's input, to be filled
   */
  Pixels(NetworkInput input, BlockGrid grid, FloatBuffer[] tensors) {
    int size = grid.pixelWidth() * grid.pixelHeight();
    this.input = input;
    this.grid = grid;
    this.tensors = tensors;
    this.y = new float[size];
    this.cb = new float[size];
    this.cr = new float[size];
    this.small = new float[size / 4];
  }

  /** Fills a slot of the tensors. */
  void fill(Planes coefficients, int slot) {
    int start = slot * BlockGrid.BLOCK_SIZE * grid.lumaBlocks();
    inverse.transform(coefficients.y(), start, grid.width(), grid.height(), y);
    chroma(coefficients.cb(), slot, cb);
    chroma(coefficients.cr(), slot, cr);
    int size = y.length;
    switch (input) {
      case YCBCR_PLANES -> {
        tensors[0].put(slot * size, y);
        tensors[1].put(slot * size, cb);
        tensors[2].put(slot * size, cr);
      }
      case YCBCR -> {
        tensors[0].put(3 * slot * size, y);
        tensors[0].put((3 * slot + 1) * size, cb);
        tensors[0].put((3 * slot + 2) * size, cr);
      }
      case RGB -> rgb(tensors[0], 3 * slot * size);
      case COEFFICIENTS -> throw new IllegalArgumentException("Coefficients are no pixels");
    }
  }

  private void chroma(FloatBuffer coefficients, int slot, float[] samples) {
    int start = slot * BlockGrid.BLOCK_SIZE * grid.chromaBlocks();
    inverse.transform(coefficients, start, grid.chromaWidth(), grid.chromaHeight(), small);
    enlarge(small, grid.pixelWidth() / 2, grid.pixelHeight() / 2, samples);
  }

  /** Twice as large: each sample is three quarters of the nearest and a quarter of the next. */
  private static void enlarge(float[] small, int width, int height, float[] samples) {
    for (int row = 0; row < 2 * height; row++) {
      int near = row / 2 * width;
      int next = neighbour(row, height) * width;
      for (int column = 0; column < 2 * width; column++) {
        int side = neighbour(column, width);
        int middle = column / 2;
        samples[2 * width * row + column] =
            0.75f * (0.75f * small[near + middle] + 0.25f * small[next + middle])
                + 0.25f * (0.75f * small[near + side] + 0.25f * small[next + side]);
      }
    }
  }

  private static int neighbour(int large, int length) {
    return Math.min(length - 1, Math.max(0, large / 2 + (large % 2 == 0 ? -1 : 1)));
  }

  private void rgb(FloatBuffer tensor, int start) {
    int size = y.length;
    for (int i = 0; i < size; i++) {
      tensor.put(start + i, clamped(y[i] + 1.402f * cr[i]));
      tensor.put(start + size + i, clamped(y[i] - 0.344136f * cb[i] - 0.714136f * cr[i]));
      tensor.put(start + 2 * size + i, clamped(y[i] + 1.772f * cb[i]));
    }
  }

  private static float clamped(float value) {
    return Math.min(255 - CENTRE, Math.max(-CENTRE, value));
  }
}
