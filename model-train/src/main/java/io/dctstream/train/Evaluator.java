package io.dctstream.train;

import io.dctstream.train.data.DecodedImages;
import io.dctstream.train.data.LabelledImages;
import java.nio.file.Path;
import java.util.List;

/** Measures a trained network on labelled images. */
public final class Evaluator {
  private Evaluator() {}

  /**
   * Classifies all images with the best network of a training.
   *
   * @param folder of the training
   * @param images whose labels the network knows; not necessarily all of them
   * @throws TrainingException if the folder holds no training, a label is unknown to the network or
   *     no image can be decoded
   */
  public static EvaluationReport evaluate(
      Path folder, LabelledImages images, TrainingObserver observer) throws TrainingException {
    TrainedModel model = TrainedModel.load(folder);
    TrainingPlan plan = model.record().plan();
    List<String> labels = model.record().labels();
    DecodedImages decoded =
        DecodedImages.decode(images, plan.scale().layout().grid(), plan.fit(), observer::decoded)
            .relabelled(images.labels(), labels);
    return Classification.of(model.network(), plan, labels, decoded.images())
        .report(decoded.unreadable());
  }
}
