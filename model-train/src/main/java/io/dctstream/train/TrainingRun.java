package io.dctstream.train;

import io.dctstream.train.Classification.Guess;
import io.dctstream.train.data.Batch;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.data.Split;
import io.dctstream.train.data.Thumbnail;
import io.dctstream.train.data.TrainingBatches;
import io.dctstream.train.network.FastGraph;
import io.dctstream.train.report.Mistake;
import io.dctstream.train.report.TrainingPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The epochs of a training, from a checkpoint to the plan's end. */
final class TrainingRun {
  /** Training images on which the training accuracy is measured. */
  private static final int TRAINING_SAMPLE = 500;

  private static final int SHOWN_MISTAKES = 24;

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
    int steps = record.plan().stepsPerEpoch(batches.perEpoch());
    try (Learner learner = Learner.of(network, record.plan().workers())) {
      for (int epoch = record.history().size() + 1; !record.isFinished(); epoch++) {
        EpochResult result = runEpoch(learner, network, record, epoch);
        record = record.with(result);
        network.incrementEpochCount();
        save(new Checkpoint(network, record));
        Checkpoint.writePage(folder, TrainingPage.running(record));
        observer.epochEnded(result, left(epoch, steps, record.plan()));
      }
    }
    finish(record);
    return record;
  }

  /** Shows what the best network makes of the validation images. */
  private void finish(TrainingRecord record) throws TrainingException, IOException {
    ComputationGraph best = Checkpoint.read(folder, Checkpoint.BEST).network();
    Classification validation = classify(best, record, split.validation());
    List<Mistake> mistakes = new ArrayList<>();
    for (Guess guess : validation.worstMistakes(SHOWN_MISTAKES)) {
      mistakes.add(
          new Mistake(
              guess.image().name(),
              record.labels().get(guess.image().label()),
              record.labels().get(guess.label()),
              guess.score(),
              Thumbnail.jpeg(guess.image(), record.plan().scale().layout().grid())));
    }
    EvaluationReport report = validation.report(record.unreadable());
    Checkpoint.writeLines(folder, record, Optional.of(report));
    Checkpoint.writePage(folder, TrainingPage.finished(record, report, mistakes));
  }

  private EpochResult runEpoch(
      Learner learner, ComputationGraph network, TrainingRecord record, int epoch)
      throws TrainingException {
    TrainingPlan plan = record.plan();
    long epochStart = System.nanoTime();
    double lossSum = 0;
    double imagesPerSecond = 0;
    int steps = plan.stepsPerEpoch(batches.perEpoch());
    int imagesPerStep = plan.workers() * batches.batchSize();
    Iterator<Batch> iterator = batches.epoch(epoch);
    for (int step = 1; step <= steps; step++) {
      double loss = step(learner, iterator, plan);
      stepsDone++;
      requireNumber(loss, epoch, step, plan.recipe());
      lossSum += loss;
      imagesPerSecond = step * imagesPerStep / seconds(epochStart);
      observer.stepped(
          new TrainingObserver.Step(
              epoch,
              step * imagesPerStep,
              steps * imagesPerStep,
              loss,
              imagesPerSecond,
              left(epoch, step, plan)));
    }
    int sample = Math.min(TRAINING_SAMPLE, split.training().size());
    Classification learned = classify(network, record, split.training().subList(0, sample));
    Classification validation = classify(network, record, split.validation());
    return new EpochResult(
        epoch,
        lossSum / steps,
        learned.top1(),
        validation.top1(),
        validation.top5(),
        imagesPerSecond,
        batches.filledPerSecond());
  }

  private static double step(Learner learner, Iterator<Batch> batches, TrainingPlan plan)
      throws TrainingException {
    try {
      return learner.step(batches);
    } catch (OutOfMemoryError e) {
      throw new TrainingException(
          "There is not enough memory for batches of %d images of %dx%d pixels at width %s%s; lower one of these"
              .formatted(
                  plan.recipe().batchSize(),
                  plan.scale().imageSize(),
                  plan.scale().imageSize(),
                  plan.scale().width(),
                  plan.workers() == 1 ? "" : " and %d workers".formatted(plan.workers())),
          e);
    }
  }

  private static Classification classify(
      ComputationGraph network, TrainingRecord record, List<DecodedImage> images) {
    return Classification.of(network, record.plan(), record.labels(), images);
  }

  /** The last checkpoint is written after the best: it decides where a training is resumed. */
  private void save(Checkpoint checkpoint) throws IOException {
    TrainingRecord record = checkpoint.record();
    if (record.bestEpoch() == record.history().size()) {
      checkpoint.write(folder, Checkpoint.BEST);
    }
    checkpoint.write(folder, Checkpoint.LAST);
    checkpoint.writeRecord(folder);
    Checkpoint.writeLines(folder, record, Optional.empty());
  }

  private Duration left(int epoch, int step, TrainingPlan plan) {
    int steps = plan.stepsPerEpoch(batches.perEpoch());
    long stepsLeft = (long) (plan.recipe().epochs() - epoch) * steps + steps - step;
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
