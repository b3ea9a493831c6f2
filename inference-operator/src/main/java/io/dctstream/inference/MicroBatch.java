package io.dctstream.inference;

import io.dctstream.contract.Comparison;
import io.dctstream.contract.ModelContract;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import io.dctstream.inference.serving.LoadedModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Images on one ride through one model. The task's thread fills it, the model's thread runs it, the
 * task's thread empties it.
 */
final class MicroBatch {
  /**
   * What became of images.
   *
   * @param predictions what leaves through the main output
   * @param rejects the images that the model failed on
   * @param comparisons what a shadow said of predictions that have left
   */
  record Outcome(
      List<Prediction> predictions, List<Reject> rejects, List<Comparison> comparisons) {}

  /**
   * Where the time went, in nanoseconds.
   *
   * @param fill from the first image to the last
   * @param queue from the last image until the model began
   * @param run in the model
   */
  record Times(long fill, long queue, long run) {}

  private final Lane lane;
  private final LoadedModel model;
  private final Batch memory;
  private final List<PackedImage> images = new ArrayList<>();
  private boolean mayGo;
  private long number;
  private long firstAt;
  private long lastAt;
  private Times times;
  private Prediction[] answers;

  MicroBatch(Lane lane, Batch memory) {
    this.lane = lane;
    this.model = lane.model();
    this.memory = memory;
  }

  /**
   * @throws IllegalArgumentException if the payload is damaged; the image is not taken
   */
  void add(PackedImage image) {
    memory.add(image.payload());
    images.add(image);
    lastAt = System.nanoTime();
    if (images.size() == 1) {
      firstAt = lastAt;
    }
  }

  Lane lane() {
    return lane;
  }

  /** Batches that begin later have greater ones. */
  void setNumber(long number) {
    this.number = number;
  }

  long number() {
    return number;
  }

  int size() {
    return memory.size();
  }

  boolean isEmpty() {
    return memory.isEmpty();
  }

  boolean isFull() {
    return memory.isFull();
  }

  /** Lets the batch run although it is not full. */
  void goAsItIs() {
    mayGo = true;
  }

  /** Whether the batch runs as soon as the model's thread is free. */
  boolean isReady() {
    return memory.isFull() || (mayGo && !memory.isEmpty());
  }

  /**
   * Runs the model over the images: each becomes a prediction or a reject.
   *
   * @throws DeviceLostException if it is not the images that the model fails on
   */
  Outcome run(int topK) {
    long start = System.nanoTime();
    memory.run();
    times = new Times(lastAt - firstAt, start - lastAt, System.nanoTime() - start);
    Outcome outcome = new Outcome(new ArrayList<>(size()), new ArrayList<>(0), List.of());
    answers = new Prediction[size()];
    long now = System.currentTimeMillis();
    for (int slot = 0; slot < size(); slot++) {
      try {
        answers[slot] = prediction(model, memory, slot, topK, now);
        outcome.predictions().add(answers[slot]);
      } catch (InferenceException e) {
        outcome.rejects().add(Reject.of(images.get(slot), e.getMessage()));
      }
    }
    return outcome;
  }

  /**
   * Runs another model over the same images, after {@link #run}. Where one of them failed there is
   * nothing to compare.
   *
   * @throws DeviceLostException if it is not the images that the model fails on
   */
  Outcome compare(LoadedModel shadow, int topK) {
    Batch other = shadow.batches().get(0);
    other.clear();
    for (PackedImage image : images) {
      other.add(image.payload());
    }
    other.run();
    ScoreDifference measure =
        new ScoreDifference(model.contract().labels(), shadow.contract().labels());
    Outcome outcome = new Outcome(List.of(), List.of(), new ArrayList<>(size()));
    long now = System.currentTimeMillis();
    for (int slot = 0; slot < size(); slot++) {
      if (answers[slot] == null) {
        continue;
      }
      try {
        Prediction answer = prediction(shadow, other, slot, topK, now);
        outcome
            .comparisons()
            .add(new Comparison(answers[slot], answer, memory.difference(slot, other, measure)));
      } catch (InferenceException e) {
        // A shadow's failure is nobody's loss; the metrics tell how many there are.
      }
    }
    return outcome;
  }

  /** Where the time of the run went, after {@link #run}. */
  Times times() {
    return times;
  }

  /** Whether ONNX Runtime failed on the images together. */
  boolean ranOneByOne() {
    return memory.ranOneByOne();
  }

  /** Gives the memory back, empty. */
  void release() {
    memory.clear();
    lane.giveBack(memory);
  }

  private Prediction prediction(LoadedModel by, Batch batch, int slot, int topK, long now)
      throws InferenceException {
    PackedImage image = images.get(slot);
    ModelContract contract = by.contract();
    return new Prediction(
        image.id(),
        image.origin(),
        image.timestamp(),
        contract.name(),
        contract.version(),
        batch.top(slot, topK),
        image.warnings(),
        now);
  }
}
