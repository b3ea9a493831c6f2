package io.dctstream.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.data.TrainingImages;
import io.dctstream.train.network.NetworkScale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Nesterovs;

class TrainerITCase {
  private static final TrainingPlan PLAN =
      TrainingPlan.of(
          "late-concat",
          NetworkScale.of(0.03, NetworkScale.FULL_DEPTH, 32),
          1,
          Recipe.named(Recipe.DEFAULT).withEpochs(3).withBatchSize(16).withLearningRate(0.05));

  private static final int IMAGES = 120;

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aResumedTrainingEndsAsAnUninterruptedOne(int workers) throws Exception {
    TrainingPlan plan = PLAN.withWorkers(workers);
    LabelledImages images = LabelledImages.drawn(2, IMAGES);
    Path whole = temporary.resolve("whole");
    Path resumed = temporary.resolve("resumed");
    TrainingRecord expected =
        Trainer.train(plan, TrainingImages.of(images), whole, new OneDnnIsExpected());

    assertThatThrownBy(
            () -> Trainer.train(plan, TrainingImages.of(images), resumed, new Interruption(3, 32)))
        .hasMessage("interrupted");
    assertThat(Checkpoint.read(resumed, Checkpoint.LAST).record().history()).hasSize(2);
    // From a file, which must make no difference, and must not stay.
    TrainingRecord record =
        Trainer.resume(TrainingImages.of(images).cachedIn(resumed), resumed, TrainingObserver.NONE);

    assertThat(weights(resumed)).isEqualTo(weights(whole));
    assertThat(rateAfter(resumed)).isZero();
    assertThat(record.history())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
            "imagesPerSecond", "filledPerSecond")
        .isEqualTo(expected.history());
    assertThat(resumed.resolve("training.json")).content().contains("\"bestAccuracy\"");
    assertThat(resumed.toFile().list())
        .containsExactlyInAnyOrder(
            "best.zip", "last.zip", "training.json", "training.jsonl", "report.html");
    assertThat(resumed.resolve("report.html"))
        .content()
        .contains("Training of late-concat", "Epoch 3 of 3", "<svg", "is \\ taken for", "spirals")
        .contains("Its worst mistakes", "src=\"data:image/jpeg;base64,/9j/")
        .doesNotContain("http-equiv=\"refresh\"", "<script", "src=\"http");
    assertThat(Files.readAllLines(resumed.resolve("training.jsonl")))
        .hasSize(4)
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
        .last(STRING)
        .contains("\"confusion\"", "\"precision\"");
  }

  @Test
  void patienceEndsATrainingThatNoLongerImproves() throws Exception {
    // A rate of almost nothing: no epoch is better than the first.
    TrainingPlan plan =
        PLAN.withPatience(2).withRecipe(PLAN.recipe().withEpochs(30).withLearningRate(1e-12));

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
        () -> Trainer.train(PLAN, TrainingImages.of(images), temporary, new Interruption(2, 16)));
    assertThatThrownBy(
            () ->
                Trainer.resume(
                    TrainingImages.of(LabelledImages.drawn(2, 2 * IMAGES)),
                    temporary,
                    TrainingObserver.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("resume with the same images");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet50-rgb", "resnet50-ycbcr", "dct-ortho", "dct-frozen-x2"})
  void networksThatReadPixelsLearnToo(String network) throws Exception {
    assertLearns(TrainingPlan.of(network, PLAN.scale(), 1, PLAN.recipe()));
  }

  @Test
  void aNetworkLearnsFromTheLowestFrequencies() throws Exception {
    NetworkScale scale = new NetworkScale(0.03, NetworkScale.FULL_DEPTH, 32, 15, 6);

    assertLearns(TrainingPlan.of("late-concat", scale, 1, PLAN.recipe()));

    assertThat(TrainedModel.load(temporary).network().getLayer("luma.res3a.conv1").getParam("W"))
        .extracting(weights -> weights.size(1))
        .isEqualTo(15L);
  }

  private void assertLearns(TrainingPlan plan) throws Exception {
    LabelledImages images = LabelledImages.drawn(2, IMAGES);
    TrainingRecord record =
        Trainer.train(plan, TrainingImages.of(images), temporary, TrainingObserver.NONE);

    List<EpochResult> history = record.history();
    assertThat(history).allMatch(epoch -> epoch.filledPerSecond() > 0);
    assertThat(history.get(history.size() - 1).loss()).isLessThan(history.get(0).loss());
    EvaluationReport report = Evaluator.evaluate(temporary, images, TrainingObserver.NONE);
    assertThat(report.images()).isEqualTo(IMAGES);
  }

  @Test
  void eachWorkerNeedsABatch() {
    assertThatThrownBy(
            () ->
                Trainer.train(
                    PLAN.withWorkers(8),
                    TrainingImages.of(LabelledImages.drawn(2, IMAGES)),
                    temporary,
                    TrainingObserver.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("8 workers need a batch each");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aLossThatIsNoNumberEndsTheTraining(int workers) {
    TrainingPlan plan = PLAN.withRecipe(PLAN.recipe().withLearningRate(1e30)).withWorkers(workers);

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

  /** The learning rate that a further step would have. */
  private static double rateAfter(Path folder) throws TrainingException {
    ComputationGraph network = Checkpoint.read(folder, Checkpoint.LAST).network();
    BaseLayer layer = (BaseLayer) network.getLayer(0).conf().getLayer();
    return ((Nesterovs) layer.getIUpdater())
        .getLearningRate(network.getConfiguration().getIterationCount(), 0);
  }

  private static final class OneDnnIsExpected implements TrainingObserver {
    @Override
    public void started(TrainingRecord record, boolean oneDnn) {
      assertThat(oneDnn).isTrue();
    }
  }

  /** Breaks a training off in the middle of an epoch. */
  private record Interruption(int epoch, int images) implements TrainingObserver {
    @Override
    public void stepped(Step now) {
      if (now.epoch() == epoch && now.images() == images) {
        throw new IllegalStateException("interrupted");
      }
    }
  }
}
