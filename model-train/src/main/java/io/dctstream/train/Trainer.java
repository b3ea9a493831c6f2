package io.dctstream.train;

import io.dctstream.train.data.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;

/** Trains networks. */
@SuppressWarnings("DoNotCallSuggester")
public final class Trainer {
  private Trainer() {}

  /**
   * Trains a network and leaves it in a folder; see the package's description.
   *
   * @param folder is created; must not hold a training
   * @throws TrainingException if the images do not do, the folder is taken or the loss is no number
   * @throws IOException if the folder cannot be written
   */
  public static TrainingRecord train(
      TrainingPlan plan, LabelledImages images, Path folder, TrainingObserver observer)
      throws TrainingException, IOException {
    throw new TrainingException("Not yet: " + plan + images + folder + observer);
  }

  /**
   * Goes on with an interrupted training after its last whole epoch and ends as it would have ended
   * without the interruption.
   *
   * @param images those that the training began with
   * @param folder of that training
   * @throws TrainingException if the folder holds no training, the images are others or the loss is
   *     no number
   * @throws IOException if the folder cannot be read or written
   */
  public static TrainingRecord resume(LabelledImages images, Path folder, TrainingObserver observer)
      throws TrainingException, IOException {
    throw new TrainingException("Not yet: " + images + folder + observer);
  }
}
