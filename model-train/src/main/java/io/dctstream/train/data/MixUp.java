package io.dctstream.train.data;

import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
import java.nio.FloatBuffer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Mixes images and their labels in pairs, as "mixup: Beyond Empirical Risk Minimization" (Zhang et
 * al. 2018) does: each becomes a weighted mean of both.
 *
 * @param layout of the images
 * @param most share of the other image, in [0, 0.5]
 */
record MixUp(TensorLayout layout, double most) {

  /** Mixes half of the pairs of a batch by a random share each. */
  void mix(Batch batch, RandomGenerator random) {
    int last = batch.size() - 1;
    for (int slot = 0; slot < last - slot; slot++) {
      if (random.nextBoolean()) {
        mix(batch, slot, last - slot, (float) (most * random.nextDouble()));
      }
    }
  }

  private void mix(Batch batch, int one, int other, float share) {
    Planes planes = batch.coefficients();
    mix(planes.y(), layout.lumaSize(), one, other, share);
    mix(planes.cb(), layout.chromaSize(), one, other, share);
    mix(planes.cr(), layout.chromaSize(), one, other, share);
    INDArray label = batch.labels().getRow(one).dup();
    INDArray otherLabel = batch.labels().getRow(other).dup();
    INDArray exchanged = otherLabel.sub(label).muli(share);
    batch.labels().getRow(one).addi(exchanged);
    batch.labels().getRow(other).subi(exchanged);
  }

  private static void mix(FloatBuffer values, int size, int one, int other, float share) {
    for (int i = 0; i < size; i++) {
      float first = values.get(one * size + i);
      float second = values.get(other * size + i);
      values.put(one * size + i, first + share * (second - first));
      values.put(other * size + i, second + share * (first - second));
    }
  }
}
