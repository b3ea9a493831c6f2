package io.dctstream.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a training was and how far it came: {@code training.json}.
 *
 * @param plan what was asked for
 * @param labels the classes' names in the order of the network's outputs
 * @param trainingImages how many images the network learns from
 * @param validationImages how many are kept for validation
 * @param unreadable a sentence on each image that could not be decoded
 * @param history one entry an epoch
 */
public record TrainingRecord(
    TrainingPlan plan,
    List<String> labels,
    int trainingImages,
    int validationImages,
    List<String> unreadable,
    List<EpochResult> history) {
  public TrainingRecord {
    labels = List.copyOf(labels);
    unreadable = List.copyOf(unreadable);
    history = List.copyOf(history);
  }

  /** The first epoch with the highest validation accuracy, counted from 1; 0 before the first. */
  @JsonProperty(access = Access.READ_ONLY)
  public int bestEpoch() {
    return best().map(EpochResult::epoch).orElse(0);
  }

  /** The highest validation accuracy, in [0, 1]; 0 before the first epoch's end. */
  @JsonProperty(access = Access.READ_ONLY)
  public double bestAccuracy() {
    return best().map(EpochResult::validationAccuracy).orElse(0.0);
  }

  /** The first epoch with the highest validation accuracy; empty before the first epoch's end. */
  public Optional<EpochResult> best() {
    return history.stream().max(Comparator.comparingDouble(EpochResult::validationAccuracy));
  }

  /** Whether the plan's epochs are over, or its patience is. */
  boolean isFinished() {
    int epochs = history.size();
    boolean impatient = plan.patience() > 0 && epochs - bestEpoch() >= plan.patience();
    return epochs >= plan.recipe().epochs() || impatient;
  }

  /** This record and an epoch more. */
  TrainingRecord with(EpochResult result) {
    List<EpochResult> longer = new ArrayList<>(history);
    longer.add(result);
    return new TrainingRecord(plan, labels, trainingImages, validationImages, unreadable, longer);
  }
}
