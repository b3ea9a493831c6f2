package io.dctstream.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.data.TrainingImages;
import io.dctstream.train.network.NetworkScale;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorITCase {
  private static final int IMAGES = 120;

  @TempDir private Path temporary;

  /** Two classes of one colour each, which some dozen steps are enough to learn. */
  @Test
  void aTrainedNetworkKnowsItsClasses() throws Exception {
    Path pictures = temporary.resolve("pictures");
    write(pictures.resolve("blue"), new Color(40, 60, 200));
    write(pictures.resolve("red"), new Color(200, 60, 40));
    Path folder = temporary.resolve("model");
    TrainingPlan plan =
        TrainingPlan.of(
            "late-concat",
            NetworkScale.of(0.03, NetworkScale.FULL_DEPTH, 32),
            1,
            Recipe.named(Recipe.DEFAULT).withEpochs(6).withBatchSize(16));
    TrainingRecord record =
        Trainer.train(
            plan,
            TrainingImages.of(LabelledImages.inFolder(pictures)),
            folder,
            TrainingObserver.NONE);
    assertThat(record.bestAccuracy()).isGreaterThan(0.9);

    EvaluationReport report =
        Evaluator.evaluate(folder, LabelledImages.inFolder(pictures), TrainingObserver.NONE);

    assertThat(report.labels()).containsExactly("blue", "red");
    assertThat(report.images()).isEqualTo(2 * IMAGES);
    assertThat(report.top1()).isGreaterThan(0.9);
    assertThat(report.top5()).isEqualTo(1);
    List<List<Integer>> confusion = report.confusion();
    assertThat(confusion.get(0).get(0) + confusion.get(0).get(1)).isEqualTo(IMAGES);
    assertThat((confusion.get(0).get(0) + confusion.get(1).get(1)) / (2.0 * IMAGES))
        .isCloseTo(report.top1(), within(1e-9));

    assertThatThrownBy(
            () -> Evaluator.evaluate(folder, LabelledImages.drawn(1, 10), TrainingObserver.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("does not know the label 'bricks'");
  }

  private static void write(Path folder, Color colour) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(1);
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage picture = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = picture.createGraphics();
      graphics.setColor(colour);
      graphics.fillRect(0, 0, 40, 40);
      graphics.setColor(Color.GRAY);
      graphics.fillOval(random.nextInt(30), random.nextInt(30), 8, 8);
      graphics.dispose();
      ImageIO.write(picture, "jpeg", folder.resolve(colour.getRGB() + "-" + i + ".jpg").toFile());
    }
  }
}
