package io.dctstream.train;

import io.dctstream.train.data.PayloadStore;
import io.dctstream.train.data.Split;
import io.dctstream.train.data.TrainingBatches;
import io.dctstream.train.data.TrainingImages;
import io.dctstream.train.network.FastGraph;
import io.dctstream.train.network.NetworkBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Trains networks. */
public final class Trainer {
  private Trainer() {}

  /**
   * Trains a network and leaves it in a folder; see the package's description.
   *
   * @param folder is created; must not hold a training
   * @throws TrainingException if the images do not do, the folder is taken or the loss is no number
   * @throws IOException if the folder cannot be written
   */
  public static TrainingRecord train(
      TrainingPlan plan, TrainingImages images, Path folder, TrainingObserver observer)
      throws TrainingException, IOException {
    if (Files.exists(folder.resolve(Checkpoint.LAST))) {
      throw new TrainingException(
          "%s already holds a training; go on with it by --resume or name another folder"
              .formatted(folder));
    }
    Files.createDirectories(folder);
    try (PayloadStore store = images.openStore()) {
      Split split = split(plan, images, store, observer);
      TrainingRecord record =
          new TrainingRecord(
              plan,
              images.labels(),
              split.training().size(),
              split.validation().size(),
              split.unreadable(),
              List.of());
      try (TrainingBatches batches = batches(record, split)) {
        int steps = plan.stepsPerEpoch(batches.perEpoch());
        if (steps == 0) {
          throw new TrainingException(
              "%d workers need a batch each, and an epoch has %d of %d images; take fewer workers or a smaller batch size"
                  .formatted(plan.workers(), batches.perEpoch(), batches.batchSize()));
        }
        Checkpoint start = new Checkpoint(network(record, steps), record);
        return new TrainingRun(split, batches, folder, observer).run(start);
      }
    }
  }

  /**
   * Goes on with an interrupted training after its last whole epoch and ends as it would have ended
   * without the interruption.
   *
   * @param images those that the training began with
   * @param folder of that training
   * @throws TrainingException if the folder holds no training, the images are others or the loss is
   *     no number
   * @throws IOException if the folder cannot be written
   */
  public static TrainingRecord resume(TrainingImages images, Path folder, TrainingObserver observer)
      throws TrainingException, IOException {
    Checkpoint last = Checkpoint.read(folder, Checkpoint.LAST);
    TrainingRecord record = last.record();
    try (PayloadStore store = images.openStore()) {
      Split split = split(record.plan(), images, store, observer);
      requireSame(record, images, split, folder);
      try (TrainingBatches batches = batches(record, split)) {
        return new TrainingRun(split, batches, folder, observer).run(last);
      }
    }
  }

  private static void requireSame(
      TrainingRecord record, TrainingImages images, Split split, Path folder)
      throws TrainingException {
    if (!record.labels().equals(images.labels())
        || record.trainingImages() != split.training().size()
        || record.validationImages() != split.validation().size()) {
      throw new TrainingException(
          "%s was trained on %d and validated on %d images of %d classes, and these are others; resume with the same images"
              .formatted(
                  folder,
                  record.trainingImages(),
                  record.validationImages(),
                  record.labels().size()));
    }
  }

  private static Split split(
      TrainingPlan plan, TrainingImages images, PayloadStore store, TrainingObserver observer)
      throws TrainingException {
    return images.decode(
        plan.recipe().variation().grids(plan.scale().layout().grid()),
        plan.fit(),
        plan.validationShare(),
        store,
        observer::decoded);
  }

  private static TrainingBatches batches(TrainingRecord record, Split split) {
    Recipe recipe = record.plan().recipe();
    return new TrainingBatches(
        split.training(),
        record.plan().input(),
        record.plan().scale().layout(),
        recipe.batchSize(),
        record.labels().size(),
        recipe.labelSmoothing(),
        recipe.variation(),
        record.plan().seed(),
        record.plan().workers());
  }

  private static ComputationGraph network(TrainingRecord record, int stepsPerEpoch) {
    TrainingPlan plan = record.plan();
    Recipe recipe = plan.recipe();
    int warmUp = (int) Math.round(recipe.warmUpEpochs() * stepsPerEpoch);
    LearningRateSchedule schedule =
        new LearningRateSchedule(
            recipe.schedule(), recipe.learningRate(), warmUp, recipe.epochs() * stepsPerEpoch);
    // DL4J spares biases and batch normalisation the L2 penalty.
    NeuralNetConfiguration.Builder training =
        new NeuralNetConfiguration.Builder()
            .seed(plan.seed())
            .updater(new Nesterovs(schedule, recipe.momentum()))
            .l2(recipe.weightDecay());
    return FastGraph.create(
        NetworkBuilder.build(plan.description(), plan.scale(), record.labels().size(), training));
  }
}
