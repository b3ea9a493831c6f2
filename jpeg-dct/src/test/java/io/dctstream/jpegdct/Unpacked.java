package io.dctstream.jpegdct;

import java.nio.FloatBuffer;

/** A payload as the tensors of a batch of one. */
record Unpacked(BlockGrid grid, Planes planes) {
  static Unpacked of(byte[] payload, BlockGrid grid) {
    Planes planes = Planes.allocate(TensorLayout.of(grid), 1);
    PackedPayload.unpack(payload, TensorLayout.of(grid), planes, 0);
    return new Unpacked(grid, planes);
  }

  /** Plane 0, 1 or 2: Y, Cb or Cr. */
  FloatBuffer plane(int i) {
    return i == 0 ? planes.y() : i == 1 ? planes.cb() : planes.cr();
  }

  /** All values of a plane. */
  float[] values(int i) {
    float[] values = new float[plane(i).capacity()];
    plane(i).get(0, values);
    return values;
  }

  int blocksWide(int i) {
    return i == 0 ? grid.width() : grid.chromaWidth();
  }

  int blocksHigh(int i) {
    return i == 0 ? grid.height() : grid.chromaHeight();
  }

  float at(int i, int blockX, int blockY, int k) {
    int blocks = blocksWide(i) * blocksHigh(i);
    return plane(i).get(k * blocks + blockY * blocksWide(i) + blockX);
  }

  /** The plane's samples [height][width], by the reference inverse DCT. */
  double[][] samples(int i) {
    double[][] samples = new double[blocksHigh(i) * 8][blocksWide(i) * 8];
    double[] block = new double[64];
    for (int blockY = 0; blockY < blocksHigh(i); blockY++) {
      for (int blockX = 0; blockX < blocksWide(i); blockX++) {
        for (int k = 0; k < 64; k++) {
          block[k] = at(i, blockX, blockY, k);
        }
        double[] spatial = Dct.inverse(block);
        for (int p = 0; p < 64; p++) {
          samples[blockY * 8 + p / 8][blockX * 8 + p % 8] = spatial[p];
        }
      }
    }
    return samples;
  }
}
