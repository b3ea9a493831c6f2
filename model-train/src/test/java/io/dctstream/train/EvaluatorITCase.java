package io.dctstream.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import io.dctstream.train.data.LabelledImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorITCase {
  @TempDir private Path temporary;

  /** Two classes that a small network tells apart after some dozen steps. */
  @Test
  void aTrainedNetworkKnowsItsClasses() throws Exception {
    Path pictures = temporary.resolve("pictures");
    write(pictures, 400, List.of("checkerboard", "spirals"));
    Path folder = temporary.resolve("model");
    TrainingPlan plan =
        TrainingPlan.of("late-concat", 0.06, 64, 12, 1)
            .withRecipe(Recipe.DEFAULT.withBatchSize(16));
    TrainingRecord record =
        Trainer.train(plan, LabelledImages.inFolder(pictures), folder, TrainingObserver.NONE);

    EvaluationReport report =
        Evaluator.evaluate(folder, LabelledImages.inFolder(pictures), (done, total) -> {});

    assertThat(record.bestAccuracy()).isGreaterThan(0.75);
    assertThat(report.labels()).containsExactly("checkerboard", "spirals");
    assertThat(report.images()).isEqualTo(80);
    assertThat(report.top1()).isGreaterThan(0.75);
    assertThat(report.top5()).isEqualTo(1);
    int right = report.confusion().get(0).get(0) + report.confusion().get(1).get(1);
    assertThat(right / 80.0).isCloseTo(report.top1(), within(1e-9));
    assertThat(report.confusion().get(0))
        .satisfies(row -> assertThat(row.get(0) + row.get(1)).isEqualTo(40));

    assertThatThrownBy(
            () -> Evaluator.evaluate(folder, LabelledImages.drawn(1, 10), (done, total) -> {}))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("does not know the label 'bricks'");
  }

  private static void write(Path folder, int count, List<String> labels) throws Exception {
    SampleImages samples = new SampleImages(4);
    for (int i = 0; i < count; i++) {
      SampleImage sample = samples.draw(i);
      if (labels.contains(sample.label())) {
        Path file = folder.resolve(sample.label()).resolve(sample.id() + ".jpg");
        Files.createDirectories(file.getParent());
        Files.write(file, sample.jpeg());
      }
    }
  }
}
