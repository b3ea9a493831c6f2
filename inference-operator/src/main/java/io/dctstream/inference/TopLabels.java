package io.dctstream.inference;

import io.dctstream.contract.LabelScore;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** The best of an image's scores. */
public final class TopLabels {
  private TopLabels() {}

  /**
   * The best labels of an image.
   *
   * @param scores the scores of a batch, [batch, labels]
   * @param slot index of the image in the batch
   * @param k how many labels are wanted, at least one; fewer come back if there are fewer
   * @return the best labels, best first; of equals the earlier label first
   * @throws InferenceException if a score is not a number, so that there is no best
   */
  public static List<LabelScore> of(FloatBuffer scores, int slot, List<String> labels, int k)
      throws InferenceException {
    int wanted = Math.min(k, labels.size());
    int first = slot * labels.size();
    int[] best = new int[wanted];
    int found = 0;
    for (int label = 0; label < labels.size(); label++) {
      float score = scores.get(first + label);
      if (Float.isNaN(score)) {
        throw new InferenceException(
            "The model's score of '%s' is not a number".formatted(labels.get(label)));
      }
      int place = found;
      while (place > 0 && score > scores.get(first + best[place - 1])) {
        place--;
      }
      if (place < wanted) {
        found = Math.min(found + 1, wanted);
        System.arraycopy(best, place, best, place + 1, found - place - 1);
        best[place] = label;
      }
    }
    List<LabelScore> top = new ArrayList<>(wanted);
    for (int label : best) {
      top.add(new LabelScore(labels.get(label), scores.get(first + label)));
    }
    return top;
  }
}
