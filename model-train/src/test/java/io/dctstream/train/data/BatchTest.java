package io.dctstream.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.jpegdct.PackedPayload;
import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.samples.SampleImages;
import io.dctstream.train.network.NetworkInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class BatchTest {
  private static final BlockGrid GRID = BlockGrid.ofPixels(64);
  private static final TensorLayout LAYOUT = TensorLayout.of(GRID);
  private static final int SIZE = 3;

  /** Native code writes into the arrays that the network reads. */
  @Test
  void anImageComesIntoItsSlotOfEachArray() throws JpegException {
    Batch batch = new Batch(NetworkInput.COEFFICIENTS, LAYOUT, SIZE, 2);
    SampleImages samples = new SampleImages(3);
    Planes expected = Planes.allocate(LAYOUT, 1);
    try (FittedDecoder decoder =
        FittedDecoder.open(GRID, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      for (int slot = SIZE - 1; slot >= 0; slot--) {
        byte[] payload = decoder.decode(samples.draw(slot).jpeg());
        batch.put(slot, new DecodedImage("name", slot % 2, List.of(() -> payload)));
      }
      for (int slot = 0; slot < SIZE; slot++) {
        PackedPayload.unpack(decoder.decode(samples.draw(slot).jpeg()), LAYOUT, expected, 0);
        INDArray y = batch.features()[0].slice(slot).ravel();
        INDArray cb = batch.features()[1].slice(slot).ravel();
        INDArray cr = batch.features()[2].slice(slot).ravel();
        for (int i = 0; i < LAYOUT.lumaSize(); i++) {
          assertThat(y.getFloat(i)).isEqualTo(expected.y().get(i));
        }
        for (int i = 0; i < LAYOUT.chromaSize(); i++) {
          assertThat(cb.getFloat(i)).isEqualTo(expected.cb().get(i));
          assertThat(cr.getFloat(i)).isEqualTo(expected.cr().get(i));
        }
        assertThat(batch.labels().getFloat(slot, slot % 2)).isEqualTo(1f);
      }
    }
  }
}
