package io.dctstream.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.train.data.LabelledImage;
import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.data.TrainingImages;
import io.dctstream.train.network.NetworkScale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a network learns from pictures that were fitted once and stored. At its own size it is shown
 * the very same coefficients, so the tolerance is none.
 */
class NormalisedTrainingITCase {
  private static final int PIXELS = 32;

  @TempDir private Path folder;

  @Test
  void trainsExactlyAsTheOriginalsDo() throws Exception {
    TrainingPlan plan =
        TrainingPlan.of(
            "late-concat",
            NetworkScale.of(0.03, 2, PIXELS),
            1,
            Recipe.named(Recipe.DEFAULT).withEpochs(2).withBatchSize(16).withLearningRate(0.05));
    LabelledImages originals = LabelledImages.drawn(2, 120);
    Path ofOriginals = folder.resolve("originals");
    Path ofNormalised = folder.resolve("normalised");

    TrainingRecord expected =
        Trainer.train(plan, TrainingImages.of(originals), ofOriginals, TrainingObserver.NONE);
    TrainingRecord record;
    try (FittedDecoder decoder =
        FittedDecoder.open(
            BlockGrid.ofPixels(PIXELS), Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      Normalised normalised = new Normalised(originals, decoder);
      assertThat(normalised.read(0).jpeg()).isNotEqualTo(originals.read(0).jpeg());
      record =
          Trainer.train(plan, TrainingImages.of(normalised), ofNormalised, TrainingObserver.NONE);
    }

    assertThat(record.history())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
            "imagesPerSecond", "filledPerSecond")
        .isEqualTo(expected.history());
    assertThat(Checkpoint.read(ofNormalised, Checkpoint.LAST).network().params())
        .isEqualTo(Checkpoint.read(ofOriginals, Checkpoint.LAST).network().params());
  }

  /** The same pictures, fitted once. */
  private record Normalised(LabelledImages originals, FittedDecoder decoder)
      implements LabelledImages {
    @Override
    public List<String> labels() {
      return originals.labels();
    }

    @Override
    public int size() {
      return originals.size();
    }

    @Override
    public LabelledImage read(int index) throws IOException {
      LabelledImage original = originals.read(index);
      try {
        return new LabelledImage(
            original.name(), original.label(), decoder.normalise(original.jpeg()));
      } catch (JpegException e) {
        throw new IOException(e);
      }
    }
  }
}
