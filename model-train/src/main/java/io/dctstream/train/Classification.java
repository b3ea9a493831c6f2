package io.dctstream.train;

import io.dctstream.train.data.Batch;
import io.dctstream.train.data.DecodedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network makes of labelled images.
 *
 * @param labels the classes' names
 * @param evaluation DL4J's counts
 * @param guesses one an image, in the order of the images
 */
record Classification(List<String> labels, Evaluation evaluation, List<Guess> guesses) {
  private static final int BATCH_SIZE = 64;
  private static final int TOP = 5;

  /**
   * What a network takes an image for.
   *
   * @param label index of the label with the highest score
   * @param score in [0, 1]
   */
  record Guess(DecodedImage image, int label, double score) {
    boolean isWrong() {
      return label != image.label();
    }
  }

  /** Runs a network over images. */
  static Classification of(
      ComputationGraph network, TrainingPlan plan, List<String> labels, List<DecodedImage> images) {
    Evaluation evaluation = new Evaluation(labels, TOP);
    List<Guess> guesses = new ArrayList<>(images.size());
    Batch batch = null;
    for (int start = 0; start < images.size(); start += BATCH_SIZE) {
      int size = Math.min(BATCH_SIZE, images.size() - start);
      if (batch == null || batch.size() != size) {
        batch = new Batch(plan.input(), plan.scale().layout(), size, labels.size());
      }
      for (int slot = 0; slot < size; slot++) {
        batch.put(slot, images.get(start + slot));
      }
      batch.complete();
      INDArray scores = network.output(batch.features())[0];
      evaluation.eval(batch.labels(), scores);
      for (int slot = 0; slot < size; slot++) {
        int best = scores.getRow(slot).argMax().getInt(0);
        guesses.add(new Guess(images.get(start + slot), best, scores.getDouble(slot, best)));
      }
    }
    return new Classification(labels, evaluation, guesses);
  }

  double top1() {
    return evaluation.accuracy();
  }

  double top5() {
    return evaluation.topNAccuracy();
  }

  /** The wrong guesses of which the network was most sure, at most so many. */
  List<Guess> worstMistakes(int most) {
    return guesses.stream()
        .filter(Guess::isWrong)
        .sorted(Comparator.comparingDouble(Guess::score).reversed())
        .limit(most)
        .toList();
  }

  /**
   * The counts for people and programs.
   *
   * @param unreadable a sentence on each image that could not be decoded
   */
  EvaluationReport report(List<String> unreadable) {
    return EvaluationReport.of(evaluation, labels, guesses.size(), unreadable);
  }
}
