package io.dctstream.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.train.TrainingException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class RandomAugmentationTest {
  /** So small that nothing is shifted. */
  private static final BlockGrid GRID = BlockGrid.ofPixels(32);

  private final DecodedImage image = decode();

  RandomAugmentationTest() throws TrainingException {}

  @Test
  void mirrorsAllPlanes() {
    Batch batch = new Batch(GRID, 2, 2);
    batch.put(0, image);

    // All bits set: the flip comes out as true.
    new RandomAugmentation(GRID, 0).put(image, () -> -1L, batch, 1);

    for (INDArray plane : batch.features()) {
      int width = (int) plane.size(3);
      for (int k = 0; k < BlockGrid.BLOCK_SIZE; k++) {
        for (int i = 0; i < plane.size(2); i++) {
          for (int j = 0; j < width; j++) {
            float sign = k % 2 == 0 ? 1 : -1;
            assertThat(plane.getFloat(1, k, i, j))
                .isEqualTo(sign * plane.getFloat(0, k, i, width - 1 - j));
          }
        }
      }
    }
  }

  @Test
  void jitterLeavesTheRatiosOfFrequenciesAlone() {
    Batch batch = new Batch(GRID, 2, 2);
    batch.put(0, image);

    // No bit set: no flip, and everything is at its least.
    new RandomAugmentation(GRID, 0.5).put(image, () -> 0L, batch, 1);

    INDArray luma = batch.features()[0];
    INDArray chroma = batch.features()[1];
    assertThat(luma.getFloat(1, 1, 0, 0)).isEqualTo(luma.getFloat(0, 1, 0, 0) / 2);
    assertThat(luma.getFloat(1, 0, 0, 0)).isEqualTo(luma.getFloat(0, 0, 0, 0) / 2 - 256);
    assertThat(chroma.getFloat(1, 0, 1, 1)).isEqualTo(chroma.getFloat(0, 0, 1, 1) / 4);
  }

  @Test
  void sameRandomNumbersGiveTheSameVariation() {
    BlockGrid grid = BlockGrid.ofPixels(128);
    assertThat(variation(grid, 1)).isEqualTo(variation(grid, 1)).isNotEqualTo(variation(grid, 2));
  }

  private static INDArray variation(BlockGrid grid, long seed) {
    try {
      Batch batch = new Batch(grid, 1, 2);
      DecodedImage image =
          DecodedImages.decode(LabelledImages.drawn(3, 10), grid, Fit.RESIZE, (done, total) -> {})
              .images()
              .get(0);
      new RandomAugmentation(grid, 0.2).put(image, new SplittableRandom(seed), batch, 0);
      return batch.features()[0];
    } catch (TrainingException e) {
      throw new AssertionError(e);
    }
  }

  private static DecodedImage decode() throws TrainingException {
    return DecodedImages.decode(LabelledImages.drawn(3, 10), GRID, Fit.RESIZE, (done, total) -> {})
        .images()
        .get(0);
  }
}
