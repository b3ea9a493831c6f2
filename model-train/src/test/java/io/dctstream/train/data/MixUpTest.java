package io.dctstream.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.train.network.NetworkInput;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MixUpTest {
  private static final TensorLayout LAYOUT = TensorLayout.of(BlockGrid.ofPixels(16));
  private static final double MOST = 0.4;

  /** Four images whose every coefficient is their label. */
  @Test
  void mixesCoefficientsAndLabelsByTheSameShare() {
    boolean mixed = false;
    for (int seed = 0; seed < 20; seed++) {
      Batch batch = new Batch(NetworkInput.COEFFICIENTS, LAYOUT, 4, 4);
      for (int slot = 0; slot < 4; slot++) {
        fill(batch.coefficients().y(), LAYOUT.lumaSize(), slot);
        fill(batch.coefficients().cb(), LAYOUT.chromaSize(), slot);
        fill(batch.coefficients().cr(), LAYOUT.chromaSize(), slot);
        batch.putLabel(slot, slot, 0);
      }

      new MixUp(LAYOUT, MOST).mix(batch, new Random(seed));

      for (int slot = 0; slot < 4; slot++) {
        double share = batch.labels().getDouble(slot, 3 - slot);
        mixed |= share > 0;
        assertThat(share).isBetween(0.0, MOST);
        assertThat(batch.labels().getDouble(slot, slot)).isCloseTo(1 - share, within(1e-6));
        float expected = (float) (slot + share * (3 - 2 * slot));
        assertSlot(batch.coefficients().y(), LAYOUT.lumaSize(), slot, expected);
        assertSlot(batch.coefficients().cb(), LAYOUT.chromaSize(), slot, expected);
        assertSlot(batch.coefficients().cr(), LAYOUT.chromaSize(), slot, expected);
      }
    }
    assertThat(mixed).isTrue();
  }

  private static void fill(FloatBuffer values, int size, int slot) {
    for (int i = 0; i < size; i++) {
      values.put(slot * size + i, slot);
    }
  }

  private static void assertSlot(FloatBuffer values, int size, int slot, float expected) {
    for (int i = 0; i < size; i++) {
      assertThat(values.get(slot * size + i)).isCloseTo(expected, within(1e-5f));
    }
  }
}
