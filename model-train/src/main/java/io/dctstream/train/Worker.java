package io.dctstream.train;

import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.deeplearning4j.parallelism.trainer.DefaultTrainer;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Trains the network that it is given.
 *
 * <p>DL4J's would do so only as number 0. The others make a copy of number 0's network while that
 * may be training already, so that no training would be like another, and the copy lacks the fast
 * batch normalisation.
 */
final class Worker extends DefaultTrainer {
  Worker(ComputationGraph network, ParallelWrapper wrapper, WorkspaceMode mode) {
    threadId = 0;
    originalModel = network;
    replicatedModel = network;
    parallelWrapper = wrapper;
    workspaceMode = mode;
    averagingFrequency = 1;
    useMDS = true;
  }

  @Override
  public void run() {
    try {
      super.run();
    } catch (RuntimeException e) {
      // ParallelWrapper throws it where it waits for the step; here it would only be printed.
    }
  }

  @Override
  protected void fit(MultiDataSet batch) {
    try {
      super.fit(batch);
    } catch (Error e) {
      // ParallelWrapper hears of exceptions only, and would wait for ever.
      throw new IllegalStateException(e);
    }
  }

  /** What ended a worker, of what ParallelWrapper threw. Throws it if it is an error. */
  static RuntimeException failure(RuntimeException thrown) {
    if (thrown.getCause() instanceof IllegalStateException e
        && e.getCause() instanceof Error error) {
      throw error;
    }
    return thrown;
  }
}
