package io.dctstream.train.network;

import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The 64 basis functions of the discrete cosine transform of 8x8 samples (T.81 A.3.3), as the
 * filters of a convolution. Filter {@code 8v + u} makes coefficient (u, v) of samples less 128.
 *
 * <p>As an {@link IWeightInit} it is part of the configuration that DL4J writes to its files.
 */
public final class DctBasis implements IWeightInit {
  /** Samples on a side of a block. */
  static final int SIDE = 8;

  /** Filters of a transform. */
  static final int FILTERS = SIDE * SIDE;

  /** Gives a convolution these filters, which no training changes. */
  static void freeze(ConvolutionLayer.Builder convolution) {
    // Not NoOp, which would take the plain gradient away from them.
    convolution.weightInit(new DctBasis()).updater(new Sgd(0));
  }

  @Override
  public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray parameters) {
    return parameters.reshape(order, shape).assign(filters());
  }

  /** [64, 1, 8, 8]: filter, channel, row, column. */
  public static INDArray filters() {
    INDArray filters = Nd4j.create(FILTERS, 1, SIDE, SIDE);
    for (int v = 0; v < SIDE; v++) {
      for (int u = 0; u < SIDE; u++) {
        for (int y = 0; y < SIDE; y++) {
          for (int x = 0; x < SIDE; x++) {
            filters.putScalar(new int[] {SIDE * v + u, 0, y, x}, cosine(u, x) * cosine(v, y));
          }
        }
      }
    }
    return filters;
  }

  /**
   * An orthonormal half wave: its squares over the eight samples add up to one.
   *
   * @param frequency 0 to 7
   * @param sample 0 to 7
   */
  public static double cosine(int frequency, int sample) {
    double scale = frequency == 0 ? Math.sqrt(1.0 / SIDE) : Math.sqrt(2.0 / SIDE);
    return scale * Math.cos((2 * sample + 1) * frequency * Math.PI / (2 * SIDE));
  }
}
