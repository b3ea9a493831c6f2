package io.dctstream.cli;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.LabelScore;
import io.dctstream.inference.InferenceException;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.train.EvaluationReport;
import io.dctstream.train.TrainingObserver;
import io.dctstream.train.data.LabelledImage;
import io.dctstream.train.data.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures an ONNX file on labelled images, the way it serves: the same decoder, the same run. */
final class OnnxEvaluation {
  private static final int TOP = 5;

  private OnnxEvaluation() {}

  /**
   * Classifies all images.
   *
   * @throws CommandException if there is no such file, or the model does not know a label
   * @throws ContractException if the file is no model with a contract
   * @throws IOException if the model or an image cannot be read
   */
  static EvaluationReport evaluate(Path model, LabelledImages images, TrainingObserver observer)
      throws CommandException, ContractException, IOException {
    try (Classifier classifier = Classifier.open(model, DamagePolicy.STRICT)) {
      List<String> labels = classifier.contract().labels();
      requireKnown(images.labels(), labels, model);
      Integer[][] confusion = new Integer[labels.size()][labels.size()];
      Arrays.stream(confusion).forEach(row -> Arrays.fill(row, 0));
      List<String> unreadable = new ArrayList<>();
      int classified = 0;
      int right = 0;
      int amongTop = 0;
      for (int i = 0; i < images.size(); i++) {
        LabelledImage image = images.read(i);
        String truth = images.labels().get(image.label());
        try {
          List<String> answers =
              classifier.classify(image.jpeg(), TOP).stream().map(LabelScore::label).toList();
          confusion[labels.indexOf(truth)][labels.indexOf(answers.get(0))]++;
          classified++;
          right += answers.get(0).equals(truth) ? 1 : 0;
          amongTop += answers.contains(truth) ? 1 : 0;
        } catch (JpegException | InferenceException e) {
          unreadable.add("%s cannot be classified: %s".formatted(image.name(), e.getMessage()));
        }
        observer.decoded(i + 1, images.size());
      }
      return new EvaluationReport(
          labels,
          classified,
          (double) right / classified,
          (double) amongTop / classified,
          Arrays.stream(confusion).map(List::of).toList(),
          unreadable);
    }
  }

  private static void requireKnown(List<String> wanted, List<String> known, Path model)
      throws CommandException {
    for (String label : wanted) {
      if (!known.contains(label)) {
        throw new CommandException(
            "The model %s does not know the label '%s'; it knows %s"
                .formatted(model, label, String.join(", ", known)));
      }
    }
  }
}
