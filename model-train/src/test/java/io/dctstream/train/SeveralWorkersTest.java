package io.dctstream.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.train.data.Batch;
import io.dctstream.train.network.FastGraph;
import io.dctstream.train.network.NetworkBuilder;
import io.dctstream.train.network.NetworkInput;
import io.dctstream.train.network.NetworkScale;
import io.dctstream.train.network.Networks;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ISchedule;

class SeveralWorkersTest {
  private static final NetworkScale SCALE = NetworkScale.of(0.03, 1, 32);
  private static final int CLASSES = 4;
  private static final int STEPS = 4;

  private final List<Batch> batches =
      Stream.iterate(1, seed -> seed + 1).limit(2 * STEPS).map(SeveralWorkersTest::batch).toList();

  /**
   * To the bit: the mean of two equal steps is the step. So none may lack the fast normalisation,
   * begin its schedule or its momentum anew, or learn from another's batch.
   */
  @Test
  void workersThatSeeTheSameLearnAsOneDoes() {
    ComputationGraph one = network();
    ComputationGraph two = network();
    // What it did before counts: as after a checkpoint is read.
    learn(one, 1, batches.subList(0, 2));
    learn(two, 1, batches.subList(0, 2));

    double expectedLoss = learn(one, 1, batches.subList(2, STEPS));
    double loss =
        learn(two, 2, batches.subList(2, STEPS).stream().flatMap(b -> Stream.of(b, b)).toList());

    assertThat(two.params()).isEqualTo(one.params());
    assertThat(momentum(two)).isEqualTo(momentum(one));
    assertThat(loss).isEqualTo(expectedLoss);
  }

  @Test
  void eachWorkerHasItsShareInAStep() {
    ComputationGraph first = network();
    ComputationGraph second = network();
    ComputationGraph both = network();

    double loss = learn(both, 2, batches.subList(0, 2));
    double ofFirst = learn(first, 1, batches.subList(0, 1));
    double ofSecond = learn(second, 1, batches.subList(1, 2));

    assertThat(both.params().equalsWithEps(mean(first.params(), second.params()), 1e-6)).isTrue();
    assertThat(momentum(both).equalsWithEps(mean(momentum(first), momentum(second)), 1e-6))
        .isTrue();
    assertThat(both.params().equalsWithEps(first.params(), 1e-4)).isFalse();
    assertThat(loss).isEqualTo((ofFirst + ofSecond) / 2);
    assertThat(both.getConfiguration().getIterationCount()).isEqualTo(1);
  }

  /** Whether they learned at once or after each other: a worker's copy must not come too late. */
  @Test
  void theSameBatchesGiveTheSameNetwork() {
    ComputationGraph expected = network();
    learn(expected, 3, batches);

    for (int repetition = 0; repetition < 3; repetition++) {
      ComputationGraph actual = network();
      learn(actual, 3, batches);
      assertThat(actual.params()).isEqualTo(expected.params());
    }
  }

  /** On a thread of its own, as ParallelWrapper's waiting cannot be interrupted. */
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void whatEndsAWorkerEndsTheStep() {
    Batch unfit = new Batch(NetworkInput.COEFFICIENTS, layout(), 2, CLASSES + 1);

    assertThatThrownBy(() -> learn(network(), 2, List.of(batches.get(0), unfit)))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> learn(network(new FullMemory()), 2, batches))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("full");
  }

  private static double learn(ComputationGraph network, int workers, List<Batch> batches) {
    double loss = 0;
    try (Learner learner = Learner.of(network, workers)) {
      Iterator<Batch> left = batches.iterator();
      for (int step = 0; step < batches.size() / workers; step++) {
        loss = learner.step(left);
      }
    }
    return loss;
  }

  private static INDArray mean(INDArray one, INDArray other) {
    return one.add(other).divi(2);
  }

  private static INDArray momentum(ComputationGraph network) {
    return network.getUpdater().getStateViewArray();
  }

  private static ComputationGraph network() {
    return network(new LearningRateSchedule(Schedule.COSINE, 0.05, 1, 2 * STEPS));
  }

  private static ComputationGraph network(ISchedule schedule) {
    NeuralNetConfiguration.Builder training =
        new NeuralNetConfiguration.Builder().seed(3).updater(new Nesterovs(schedule, 0.9)).l2(1e-4);
    return FastGraph.create(
        NetworkBuilder.build(Networks.named("late-concat"), SCALE, CLASSES, training));
  }

  private static Batch batch(int seed) {
    Batch batch = new Batch(NetworkInput.COEFFICIENTS, layout(), 2, CLASSES);
    for (INDArray features : batch.features()) {
      features.assign(Nd4j.rand((long) seed, features.shape()));
    }
    batch.labels().getColumn(seed % CLASSES).assign(1);
    return batch;
  }

  private static TensorLayout layout() {
    return TensorLayout.of(BlockGrid.ofPixels(32));
  }

  /** Fails in the second step. */
  private static final class FullMemory implements ISchedule {
    private static final long serialVersionUID = 1L;

    @Override
    public double valueAt(int step, int epoch) {
      if (step == 1) {
        throw new OutOfMemoryError("full");
      }
      return 0.01;
    }

    @Override
    @SuppressWarnings("MissingSuperCall") // immutable
    public ISchedule clone() {
      return this;
    }
  }
}
