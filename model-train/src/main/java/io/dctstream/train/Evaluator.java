package io.dctstream.train;

import io.dctstream.train.data.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;

/** Measures a trained network on labelled images. */
@SuppressWarnings("DoNotCallSuggester")
public final class Evaluator {
  private Evaluator() {}

  /**
   * Classifies all images with the best network of a training.
   *
   * @param folder of the training
   * @param images whose labels the network knows; not necessarily all of them
   * @throws TrainingException if the folder holds no training, or a label is unknown to the network
   * @throws IOException if the folder cannot be read
   */
  public static EvaluationReport evaluate(
      Path folder, LabelledImages images, TrainingObserver observer)
      throws TrainingException, IOException {
    throw new TrainingException("Not yet: " + folder + images + observer);
  }
}
