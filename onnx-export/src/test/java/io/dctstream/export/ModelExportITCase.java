package io.dctstream.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.samples.LabelledFolder;
import io.dctstream.samples.SampleImages;
import io.dctstream.train.Recipe;
import io.dctstream.train.Trainer;
import io.dctstream.train.TrainingException;
import io.dctstream.train.TrainingObserver;
import io.dctstream.train.TrainingPlan;
import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.data.TrainingImages;
import io.dctstream.train.network.NetworkScale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExportITCase {
  @TempDir private Path temporary;

  @Test
  void aTrainingBecomesAModelFile() throws Exception {
    Path training = temporary.resolve("training");
    TrainingPlan plan =
        TrainingPlan.of(
            "late-concat-rfa-thinner",
            NetworkScale.of(0.03, NetworkScale.FULL_DEPTH, 32),
            1,
            Recipe.named(Recipe.DEFAULT).withEpochs(1).withBatchSize(16));
    Trainer.train(
        plan, TrainingImages.of(LabelledImages.drawn(1, 120)), training, TrainingObserver.NONE);
    Path file = temporary.resolve("models/tiny/7/model.onnx");

    ExportReport report = ModelExport.export(ExportRequest.of(training, file, "tiny", "7"));

    assertThat(report.bytes()).isEqualTo(Files.size(file));
    assertThat(report.contract().name()).isEqualTo("tiny");
    assertThat(report.contract().version()).isEqualTo("7");
    assertThat(report.contract().layout()).isEqualTo(plan.scale().layout());
    assertThat(report.contract().training()).contains("late-concat-rfa-thinner", "1 epochs");
    assertThat(report.imagesChecked()).isPositive();
    assertThat(report.maxDifference()).isBetween(0.0, ParityCheck.TOLERANCE);
    assertThat(file.getParent().toFile().list()).containsExactly("model.onnx");
  }

  /** The pictures of the check have labels that such a network does not know. */
  @Test
  void aNetworkOfTwoLabelsIsExportedToo() throws Exception {
    Path folder = temporary.resolve("pictures");
    SampleImages samples = new SampleImages(3);
    LabelledFolder.write(
        folder, IntStream.range(0, 500).filter(i -> i % 10 < 2).mapToObj(samples::draw).toList());
    Path training = temporary.resolve("training");
    TrainingPlan plan =
        TrainingPlan.of(
            "late-concat-rfa-thinner",
            NetworkScale.of(0.03, NetworkScale.FULL_DEPTH, 32),
            1,
            Recipe.named(Recipe.DEFAULT).withEpochs(1).withBatchSize(16));
    Trainer.train(
        plan, TrainingImages.of(LabelledImages.inFolder(folder)), training, TrainingObserver.NONE);

    ExportReport report =
        ModelExport.export(
            ExportRequest.of(training, temporary.resolve("model.onnx"), "tiny", "1"));

    assertThat(report.contract().labels()).hasSize(2);
    assertThat(report.imagesChecked()).isPositive();
  }

  @Test
  void aFolderWithoutATrainingLeavesNoFile() {
    Path file = temporary.resolve("model.onnx");

    assertThatThrownBy(() -> ModelExport.export(ExportRequest.of(temporary, file, "tiny", "1")))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("holds no training");
    assertThat(file).doesNotExist();
  }
}
