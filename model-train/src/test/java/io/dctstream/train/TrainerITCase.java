package io.dctstream.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.data.TrainingImages;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class TrainerITCase {
  private static final TrainingPlan PLAN =
      TrainingPlan.of("late-concat", 0.03, 32, 3, 1)
          .withRecipe(Recipe.DEFAULT.withBatchSize(16).withLearningRate(0.05));

  private static final int IMAGES = 120;

  @TempDir private Path temporary;

  @Test
  void aResumedTrainingEndsAsAnUninterruptedOne() throws Exception {
    LabelledImages images = LabelledImages.drawn(2, IMAGES);
    Path whole = temporary.resolve("whole");
    Path resumed = temporary.resolve("resumed");
    TrainingRecord expected =
        Trainer.train(PLAN, TrainingImages.of(images), whole, new OneDnnIsExpected());

    assertThatThrownBy(
            () -> Trainer.train(PLAN, TrainingImages.of(images), resumed, new Interruption(3, 2)))
        .hasMessage("interrupted");
    assertThat(Checkpoint.read(resumed, Checkpoint.LAST).record().history()).hasSize(2);
    TrainingRecord record =
        Trainer.resume(TrainingImages.of(images), resumed, TrainingObserver.NONE);

    assertThat(weights(resumed)).isEqualTo(weights(whole));
    assertThat(record.history())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("imagesPerSecond")
        .isEqualTo(expected.history());
    assertThat(resumed.resolve("training.json")).content().contains("\"bestAccuracy\"");
    assertThat(resumed.toFile().list())
        .containsExactlyInAnyOrder("best.zip", "last.zip", "training.json", "report.html");
    assertThat(resumed.resolve("report.html"))
        .content()
        .contains("Training of late-concat", "Epoch 3 of 3", "<svg", "is \\ taken for", "spirals")
        .doesNotContain("http-equiv=\"refresh\"", "<script", "src=");
  }

  @Test
  void patienceEndsATrainingThatNoLongerImproves() throws Exception {
    // A rate of almost nothing: no epoch is better than the first.
    TrainingPlan plan =
        TrainingPlan.of("late-concat", 0.03, 32, 30, 1)
            .withPatience(2)
            .withRecipe(PLAN.recipe().withLearningRate(1e-12));

    TrainingRecord record =
        Trainer.train(
            plan,
            TrainingImages.of(LabelledImages.drawn(2, IMAGES)),
            temporary,
            TrainingObserver.NONE);

    assertThat(record.history()).hasSizeLessThan(30);
    assertThat(record.history().size() - record.bestEpoch()).isEqualTo(2);
    TrainingRecord resumed =
        Trainer.resume(
            TrainingImages.of(LabelledImages.drawn(2, IMAGES)), temporary, TrainingObserver.NONE);
    assertThat(resumed.history()).hasSameSizeAs(record.history());
  }

  @Test
  void aFolderThatHoldsATrainingIsNotOverwritten() throws Exception {
    Files.createFile(temporary.resolve("last.zip"));

    assertThatThrownBy(
            () ->
                Trainer.train(
                    PLAN,
                    TrainingImages.of(LabelledImages.drawn(2, IMAGES)),
                    temporary,
                    TrainingObserver.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("already holds a training")
        .hasMessageContaining("--resume");
  }

  @Test
  void resumingNeedsATrainingAndItsImages() throws Exception {
    assertThatThrownBy(
            () ->
                Trainer.resume(
                    TrainingImages.of(LabelledImages.drawn(2, IMAGES)),
                    temporary,
                    TrainingObserver.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("holds no training");

    LabelledImages images = LabelledImages.drawn(2, IMAGES);
    assertThatThrownBy(
        () -> Trainer.train(PLAN, TrainingImages.of(images), temporary, new Interruption(2, 1)));
    assertThatThrownBy(
            () ->
                Trainer.resume(
                    TrainingImages.of(LabelledImages.drawn(2, 2 * IMAGES)),
                    temporary,
                    TrainingObserver.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("resume with the same images");
  }

  @Test
  void aLossThatIsNoNumberEndsTheTraining() {
    TrainingPlan plan = PLAN.withRecipe(PLAN.recipe().withLearningRate(1e30));

    assertThatThrownBy(
            () ->
                Trainer.train(
                    plan,
                    TrainingImages.of(LabelledImages.drawn(2, IMAGES)),
                    temporary,
                    TrainingObserver.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("lower the learning rate");
  }

  private static INDArray weights(Path folder) throws TrainingException {
    return Checkpoint.read(folder, Checkpoint.LAST).network().params();
  }

  private static final class OneDnnIsExpected implements TrainingObserver {
    @Override
    public void started(TrainingRecord record, boolean oneDnn) {
      assertThat(oneDnn).isTrue();
    }
  }

  /** Breaks a training off in the middle of an epoch. */
  private record Interruption(int epoch, int step) implements TrainingObserver {
    @Override
    public void stepped(Step now) {
      if (now.epoch() == epoch && now.step() == step) {
        throw new IllegalStateException("interrupted");
      }
    }
  }
}
