package io.dctstream.train;

import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The best network of a training.
 *
 * @param network with its weights; not thread-safe
 * @param record of the training, up to the epoch that gave this network
 */
public record TrainedModel(ComputationGraph network, TrainingRecord record) {

  /**
   * Reads the folder of a training.
   *
   * @throws TrainingException if it holds none, or one that cannot be read
   */
  public static TrainedModel load(Path folder) throws TrainingException {
    Checkpoint best = Checkpoint.read(folder, Checkpoint.BEST);
    return new TrainedModel(best.network(), best.record());
  }
}
