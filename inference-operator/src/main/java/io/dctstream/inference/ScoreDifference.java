package io.dctstream.inference;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How differently two models see an image: the total variation distance of their scores, which is
 * half the sum of all differences. 0: they agree; 1: they have nothing in common. A label that one
 * of them does not know has the score 0 there.
 */
final class ScoreDifference {
  private final int[] places;
  private final int otherLabels;

  ScoreDifference(List<String> labels, List<String> otherLabels) {
    Map<String, Integer> others = new HashMap<>();
    for (int label = 0; label < otherLabels.size(); label++) {
      others.put(otherLabels.get(label), label);
    }
    this.places = labels.stream().mapToInt(label -> others.getOrDefault(label, -1)).toArray();
    this.otherLabels = otherLabels.size();
  }

  /**
   * @param scores of one model, [batch, labels]
   * @param others of the other model, [batch, labels]
   * @param slot the image's place in both
   */
  float between(FloatBuffer scores, FloatBuffer others, int slot) {
    float sum = 0;
    float known = 0;
    float total = 0;
    for (int label = 0; label < places.length; label++) {
      float score = scores.get(slot * places.length + label);
      float other = places[label] < 0 ? 0 : others.get(slot * otherLabels + places[label]);
      sum += Math.abs(score - other);
      known += other;
    }
    for (int label = 0; label < otherLabels; label++) {
      total += others.get(slot * otherLabels + label);
    }
    return (sum + Math.max(0, total - known)) / 2;
  }
}
