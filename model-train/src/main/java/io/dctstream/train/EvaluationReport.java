package io.dctstream.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.evaluation.classification.Evaluation;

/**
 * How well a network does on labelled images.
 *
 * @param labels the classes' names
 * @param images how many images were classified
 * @param top1 share of the images whose label had the highest score
 * @param top5 share of the images whose label was among the five highest
 * @param confusion images of each label (row) by predicted label (column)
 * @param unreadable a sentence on each image that could not be decoded
 */
public record EvaluationReport(
    List<String> labels,
    int images,
    double top1,
    double top5,
    List<List<Integer>> confusion,
    List<String> unreadable) {

  /** What DL4J counted, whose five highest scores are among the top. */
  static EvaluationReport of(
      Evaluation evaluation, List<String> labels, int images, List<String> unreadable) {
    List<List<Integer>> confusion =
        IntStream.range(0, labels.size())
            .mapToObj(
                actual ->
                    IntStream.range(0, labels.size())
                        .map(guess -> evaluation.getConfusionMatrix().getCount(actual, guess))
                        .boxed()
                        .toList())
            .toList();
    return new EvaluationReport(
        labels, images, evaluation.accuracy(), evaluation.topNAccuracy(), confusion, unreadable);
  }

  /** Each class on its own, in the order of the labels. */
  @JsonProperty(access = Access.READ_ONLY)
  public List<ClassResult> classes() {
    return IntStream.range(0, labels.size()).mapToObj(this::classResult).toList();
  }

  private ClassResult classResult(int label) {
    int right = confusion.get(label).get(label);
    int ofClass = confusion.get(label).stream().mapToInt(Integer::intValue).sum();
    int takenForIt = confusion.stream().mapToInt(row -> row.get(label)).sum();
    return new ClassResult(
        labels.get(label), ofClass, share(right, takenForIt), share(right, ofClass));
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
