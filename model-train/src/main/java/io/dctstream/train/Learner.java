package io.dctstream.train;

import io.dctstream.train.data.Batch;
import java.util.Iterator;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Lets a network learn, step by step. Close it to end its threads; the network stays. */
interface Learner extends AutoCloseable {
  /** A learner of so many workers. */
  static Learner of(ComputationGraph network, int workers) {
    return workers == 1 ? new OneWorker(network) : new SeveralWorkers(network, workers);
  }

  /** Takes a batch for each worker and makes one step. Returns the mean of their losses. */
  double step(Iterator<Batch> batches);

  @Override
  void close();
}
