package io.dctstream.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.data.TrainingImages;
import io.dctstream.train.network.NetworkScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A training in a process of its own, which is killed as by {@code kill -9}. */
class KilledTrainingITCase {
  private static final int EPOCHS = 5;
  private static final TrainingPlan PLAN =
      TrainingPlan.of(
          "late-concat",
          NetworkScale.of(0.03, NetworkScale.FULL_DEPTH, 32),
          1,
          Recipe.named(Recipe.DEFAULT).withEpochs(EPOCHS).withBatchSize(16));

  @TempDir private Path temporary;

  @Test
  @Timeout(180)
  void endsAsIfItHadNotBeenKilled() throws Exception {
    Path whole = temporary.resolve("whole");
    Trainer.train(PLAN, images(), whole, TrainingObserver.NONE);
    Path killed = temporary.resolve("killed");
    Process training = start(killed);
    try {
      while (!Files.exists(killed.resolve(Checkpoint.LAST))) {
        assertThat(training.isAlive()).as("the training goes on").isTrue();
        Thread.sleep(5);
      }
    } finally {
      training.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }

    assertThat(Checkpoint.read(killed, Checkpoint.LAST).record().history())
        .hasSizeBetween(1, EPOCHS - 1);
    Trainer.resume(images(), killed, TrainingObserver.NONE);

    assertThat(weights(killed)).isEqualTo(weights(whole));
  }

  /** The process that is killed. */
  public static void main(String[] folder) throws TrainingException, IOException {
    Trainer.train(PLAN, images(), Path.of(folder[0]), TrainingObserver.NONE);
  }

  private static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            KilledTrainingITCase.class.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static TrainingImages images() throws TrainingException {
    return TrainingImages.of(LabelledImages.drawn(2, 120));
  }

  private static INDArray weights(Path folder) throws TrainingException {
    return Checkpoint.read(folder, Checkpoint.LAST).network().params();
  }
}
