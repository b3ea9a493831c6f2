package io.dctstream.train;

import io.dctstream.train.data.Batch;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.data.Split;
import io.dctstream.train.data.TrainingBatches;
import io.dctstream.train.network.FastGraph;
import io.dctstream.train.report.TrainingPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The epochs of a training, from a checkpoint to the plan's end. */
final class TrainingRun {
  /** Training images on which the training accuracy is measured. */
  private static final int TRAINING_SAMPLE = 500;

  private final Split split;
  private final TrainingBatches batches;
  private final Path folder;
  private final TrainingObserver observer;
  private final long start = System.nanoTime();
  private int stepsDone;

  TrainingRun(Split split, TrainingBatches batches, Path folder, TrainingObserver observer) {
    this.split = split;
    this.batches = batches;
    this.folder = folder;
    this.observer = observer;
  }

  TrainingRecord run(Checkpoint checkpoint) throws TrainingException, IOException {
    ComputationGraph network = checkpoint.network();
    TrainingRecord record = checkpoint.record();
    observer.started(record, FastGraph.usesOneDnn(network));
    for (int epoch = record.history().size() + 1; !record.isFinished(); epoch++) {
      EpochResult result = runEpoch(network, record, epoch);
      record = record.with(result);
      network.incrementEpochCount();
      save(new Checkpoint(network, record));
      Checkpoint.writePage(folder, TrainingPage.running(record));
      observer.epochEnded(result, left(epoch, batches.perEpoch(), record.plan()));
    }
    Checkpoint.writePage(folder, TrainingPage.finished(record, validation(record)));
    return record;
  }

  /** What the best network makes of the validation images. */
  private EvaluationReport validation(TrainingRecord record) throws TrainingException {
    ComputationGraph best = Checkpoint.read(folder, Checkpoint.BEST).network();
    List<String> labels = record.labels();
    return EvaluationReport.of(
        Classification.of(best, record.plan().grid(), labels, split.validation()),
        labels,
        split.validation().size(),
        record.unreadable());
  }

  private EpochResult runEpoch(ComputationGraph network, TrainingRecord record, int epoch)
      throws TrainingException {
    TrainingPlan plan = record.plan();
    long epochStart = System.nanoTime();
    double lossSum = 0;
    double imagesPerSecond = 0;
    int step = 0;
    for (Iterator<Batch> iterator = batches.epoch(epoch); iterator.hasNext(); ) {
      Batch batch = iterator.next();
      fit(network, batch, plan);
      double loss = network.score();
      step++;
      stepsDone++;
      requireNumber(loss, epoch, step, plan.recipe());
      lossSum += loss;
      imagesPerSecond = step * batches.batchSize() / seconds(epochStart);
      observer.stepped(
          new TrainingObserver.Step(
              epoch, step, batches.perEpoch(), loss, imagesPerSecond, left(epoch, step, plan)));
    }
    int sample = Math.min(TRAINING_SAMPLE, split.training().size());
    return new EpochResult(
        epoch,
        lossSum / step,
        accuracy(network, record, split.training().subList(0, sample)),
        accuracy(network, record, split.validation()),
        imagesPerSecond);
  }

  private static void fit(ComputationGraph network, Batch batch, TrainingPlan plan)
      throws TrainingException {
    try {
      network.fit(batch.features(), new INDArray[] {batch.labels()});
    } catch (OutOfMemoryError e) {
      throw new TrainingException(
          "There is not enough memory for batches of %d images of %dx%d pixels at width %s; lower one of the three"
              .formatted(
                  plan.recipe().batchSize(), plan.imageSize(), plan.imageSize(), plan.width()),
          e);
    }
  }

  private static double accuracy(
      ComputationGraph network, TrainingRecord record, List<DecodedImage> images) {
    return Classification.of(network, record.plan().grid(), record.labels(), images).accuracy();
  }

  /** The last checkpoint is written after the best: it decides where a training is resumed. */
  private void save(Checkpoint checkpoint) throws IOException {
    TrainingRecord record = checkpoint.record();
    if (record.bestEpoch() == record.history().size()) {
      checkpoint.write(folder, Checkpoint.BEST);
    }
    checkpoint.write(folder, Checkpoint.LAST);
    checkpoint.writeRecord(folder);
  }

  private Duration left(int epoch, int step, TrainingPlan plan) {
    int steps = batches.perEpoch();
    long stepsLeft = (long) (plan.epochs() - epoch) * steps + steps - step;
    return Duration.ofMillis((long) (1000 * seconds(start) * stepsLeft / stepsDone));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void requireNumber(double loss, int epoch, int step, Recipe recipe)
      throws TrainingException {
    if (!Double.isFinite(loss)) {
      throw new TrainingException(
          "The loss is not a number in epoch %d, step %d; lower the learning rate, which is %s, for instance to %s"
              .formatted(epoch, step, recipe.learningRate(), recipe.learningRate() / 5));
    }
  }
}
