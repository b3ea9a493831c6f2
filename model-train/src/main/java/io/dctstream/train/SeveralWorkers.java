package io.dctstream.train;

import io.dctstream.train.data.Batch;
import io.dctstream.train.network.FastGraph;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.IteratorMultiDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.deeplearning4j.parallelism.factory.DefaultTrainerContext;
import org.deeplearning4j.parallelism.trainer.Trainer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Workers that learn at the same time, a batch each, in DL4J's {@link ParallelWrapper}: the first
 * trains the network itself, the others copies of it. After every step weights, running means and
 * the optimiser's momentum are averaged. As all began the step alike, that is a step along the mean
 * of their gradients. Each normalises its own batch.
 */
final class SeveralWorkers implements Learner {
  private final ComputationGraph network;
  private final int workers;
  private final Steps steps;

  SeveralWorkers(ComputationGraph network, int workers) {
    this.network = network;
    this.workers = workers;
    this.steps = new Steps(network, workers);
  }

  @Override
  public double step(Iterator<Batch> batches) {
    List<Batch> taken = Stream.generate(batches::next).limit(workers).toList();
    Iterator<MultiDataSet> examples = taken.stream().map(SeveralWorkers::examples).iterator();
    try {
      steps.fit(new IteratorMultiDataSetIterator(examples, taken.get(0).size()));
    } catch (RuntimeException e) {
      throw Worker.failure(e);
    }
    return network.score();
  }

  @Override
  public void close() {
    steps.end();
  }

  private static MultiDataSet examples(Batch batch) {
    return new org.nd4j.linalg.dataset.MultiDataSet(
        batch.features(), new INDArray[] {batch.labels()});
  }

  /** A fit is a step, after which the workers stay: DL4J would end them and copy them again. */
  private static final class Steps extends ParallelWrapper {
    Steps(ComputationGraph network, int workers) {
      super(network, workers, 0);
      List<ComputationGraph> networks = new ArrayList<>(List.of(network));
      while (networks.size() < workers) {
        networks.add(FastGraph.copy(network));
      }
      workspaceMode = WorkspaceMode.ENABLED;
      trainerContext =
          new DefaultTrainerContext() {
            @Override
            public Trainer create(
                String uuid,
                int index,
                Model model,
                int device,
                boolean multiple,
                ParallelWrapper wrapper,
                WorkspaceMode mode,
                int frequency) {
              return new Worker(networks.get(index), wrapper, mode);
            }
          };
    }

    @Override
    public void close() {
      // What a fit ends with.
    }

    void end() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
