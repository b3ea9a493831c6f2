package io.dctstream.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.train.TrainingException;
import io.dctstream.train.network.NetworkInput;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class TrainingBatchesTest {
  private static final BlockGrid GRID = BlockGrid.ofPixels(32);
  private static final int IMAGES = 22;
  private static final int CLASSES = 10;
  private static final double SMOOTHING = 0.1;

  @Test
  void anEpochShowsEachImageOnceInWholeBatches() throws TrainingException {
    try (TrainingBatches batches = batches(4, 1)) {
      INDArray shown = null;
      int count = 0;
      for (Iterator<Batch> epoch = batches.epoch(1); epoch.hasNext(); count++) {
        INDArray sum = epoch.next().labels().sum(0);
        shown = shown == null ? sum : shown.add(sum);
      }

      assertThat(count).isEqualTo(batches.perEpoch()).isEqualTo(5);
      // Two of 22 images are left out; smoothing keeps the sum of a row.
      assertThat(shown.sumNumber().doubleValue()).isCloseTo(20, offset());
    }
  }

  @Test
  void labelsAreSmoothed() throws TrainingException {
    try (TrainingBatches batches = batches(4, 1)) {
      INDArray row = batches.epoch(1).next().labels().getRow(0);

      assertThat(row.maxNumber().doubleValue()).isCloseTo(0.91, offset());
      assertThat(row.minNumber().doubleValue()).isCloseTo(0.01, offset());
    }
  }

  @Test
  void seedAndEpochDecide() throws TrainingException {
    List<INDArray> first = epoch(1);

    assertThat(epoch(1)).isEqualTo(first);
    assertThat(epoch(2)).isNotEqualTo(first);
  }

  /** Long enough after the last is given that the next would have been filled over the first. */
  @Test
  void batchesInUseTogetherAreLeftAlone() throws Exception {
    List<INDArray> expected = epoch(1);
    try (TrainingBatches batches = batches(4, 3)) {
      Iterator<Batch> epoch = batches.epoch(1);
      List<Batch> together = List.of(epoch.next(), epoch.next(), epoch.next());
      Thread.sleep(200);

      assertThat(together.stream().map(Batch::labels).toList())
          .containsExactly(expected.get(1), expected.get(3), expected.get(5));
    }
  }

  @Test
  void fewImagesMakeASmallerBatch() throws TrainingException {
    try (TrainingBatches batches = batches(64, 1)) {
      assertThat(batches.batchSize()).isEqualTo(IMAGES);
      assertThat(batches.perEpoch()).isEqualTo(1);
    }
  }

  /** Copies each batch late, when the next one has had time to be filled. */
  private static List<INDArray> epoch(int number) throws TrainingException {
    List<INDArray> copies = new ArrayList<>();
    try (TrainingBatches batches = batches(4, 1)) {
      for (Iterator<Batch> epoch = batches.epoch(number); epoch.hasNext(); ) {
        Batch batch = epoch.next();
        Thread.onSpinWait();
        copies.add(batch.features()[0].dup());
        copies.add(batch.labels().dup());
      }
    }
    return copies;
  }

  private static TrainingBatches batches(int size, int together) throws TrainingException {
    List<DecodedImage> images =
        DecodedImages.decode(LabelledImages.drawn(3, IMAGES), GRID, Fit.RESIZE, (done, total) -> {})
            .images();
    return new TrainingBatches(
        images,
        NetworkInput.COEFFICIENTS,
        TensorLayout.of(GRID),
        size,
        CLASSES,
        SMOOTHING,
        new Variation(0.125, List.of(), 0.2, 0),
        11,
        together);
  }

  private static org.assertj.core.data.Offset<Double> offset() {
    return org.assertj.core.api.Assertions.within(1e-5);
  }
}
