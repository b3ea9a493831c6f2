package io.dctstream.train;

import io.dctstream.train.data.Batch;
import java.util.Iterator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network that learns from one batch a step, on the caller's thread. */
record OneWorker(ComputationGraph network) implements Learner {
  @Override
  public double step(Iterator<Batch> batches) {
    Batch batch = batches.next();
    network.fit(batch.features(), new INDArray[] {batch.labels()});
    return network.score();
  }

  @Override
  public void close() {}
}
