package io.dctstream.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.train.TrainingException;
import io.dctstream.train.network.NetworkInput;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class RandomAugmentationTest {
  /** So small that nothing is shifted. */
  private static final BlockGrid GRID = BlockGrid.ofPixels(32);

  private static final TensorLayout LAYOUT = TensorLayout.of(GRID);

  private final DecodedImage image = decode();

  RandomAugmentationTest() throws TrainingException {}

  @Test
  void mirrorsAllPlanes() {
    Batch batch = new Batch(NetworkInput.COEFFICIENTS, LAYOUT, 2, 2);
    batch.put(0, image);

    new RandomAugmentation(LAYOUT, Variation.NONE).put(image, new Extreme(true), batch, 1);

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
    Batch batch = new Batch(NetworkInput.COEFFICIENTS, LAYOUT, 2, 2);
    batch.put(0, image);

    // Not mirrored, and everything is at its least.
    new RandomAugmentation(LAYOUT, new Variation(0, List.of(), 0.5, 0))
        .put(image, new Extreme(false), batch, 1);

    INDArray luma = batch.features()[0];
    INDArray chroma = batch.features()[1];
    assertThat(luma.getFloat(1, 1, 0, 0)).isEqualTo(luma.getFloat(0, 1, 0, 0) / 2);
    assertThat(luma.getFloat(1, 0, 0, 0)).isEqualTo(luma.getFloat(0, 0, 0, 0) / 2 - 256);
    assertThat(chroma.getFloat(1, 0, 1, 1)).isEqualTo(chroma.getFloat(0, 0, 1, 1) / 4);
  }

  @Test
  void showsAllOfAnImageThatIsSmallerThanTheGridAndItsMirrorImageAround() throws TrainingException {
    Variation half = new Variation(0, List.of(0.5), 0, 0);
    BlockGrid grid = BlockGrid.ofPixels(64);
    DecodedImage scaled =
        DecodedImages.decode(
                LabelledImages.drawn(3, 10),
                half.grids(grid),
                Fit.RESIZE,
                PayloadStore.inMemory(),
                (done, total) -> {})
            .images()
            .get(0);
    Batch small =
        new Batch(NetworkInput.COEFFICIENTS, TensorLayout.of(BlockGrid.ofPixels(32)), 1, 2);
    small.put(0, new DecodedImage("small", 0, List.of(scaled.payloads().get(1))));
    Batch batch = new Batch(NetworkInput.COEFFICIENTS, TensorLayout.of(grid), 1, 2);

    // All bits set: the other scale, not the image's own; mirrored; as far right and down as can
    // be.
    new RandomAugmentation(TensorLayout.of(grid), half).put(scaled, new Extreme(true), batch, 0);

    INDArray luma = batch.features()[0];
    for (int j = 0; j < 4; j++) {
      // Twice mirrored is not mirrored.
      assertThat(luma.getFloat(0, 1, 0, j)).isEqualTo(small.features()[0].getFloat(0, 1, 0, j));
      assertThat(luma.getFloat(0, 1, 0, 7 - j))
          .isEqualTo(-small.features()[0].getFloat(0, 1, 0, j));
    }
  }

  @Test
  void sameRandomNumbersGiveTheSameVariation() {
    BlockGrid grid = BlockGrid.ofPixels(128);
    assertThat(variation(grid, 1)).isEqualTo(variation(grid, 1)).isNotEqualTo(variation(grid, 2));
  }

  private static INDArray variation(BlockGrid grid, long seed) {
    try {
      Batch batch = new Batch(NetworkInput.COEFFICIENTS, TensorLayout.of(grid), 1, 2);
      DecodedImage image =
          DecodedImages.decode(LabelledImages.drawn(3, 10), grid, Fit.RESIZE, (done, total) -> {})
              .images()
              .get(0);
      new RandomAugmentation(TensorLayout.of(grid), new Variation(0.125, List.of(), 0.2, 0))
          .put(image, new SplittableRandom(seed), batch, 0);
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
