package io.dctstream.inference;

import io.dctstream.contract.ModelContract;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Images on one ride through the model, and what waits behind them in the stream. The task's thread
 * fills it, the model's thread runs it, the task's thread empties it.
 */
final class MicroBatch {
  /** What became of the images: each is in one of the lists. */
  record Outcome(List<Prediction> predictions, List<Reject> rejects) {}

  private final Batch memory;
  private final List<PackedImage> images = new ArrayList<>();
  private final List<ThrowingRunnable<Exception>> behind = new ArrayList<>();
  private boolean mayGo;

  MicroBatch(Batch memory) {
    this.memory = memory;
  }

  /**
   * @throws IllegalArgumentException if the payload is damaged; the image is not taken
   */
  void add(PackedImage image) {
    memory.add(image.payload());
    images.add(image);
  }

  /** Something that happens after the images have left. */
  void follow(ThrowingRunnable<Exception> event) {
    behind.add(event);
  }

  List<ThrowingRunnable<Exception>> behind() {
    return behind;
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

  /** Whether the batch runs as soon as the model is free. */
  boolean isReady() {
    return memory.isFull() || (mayGo && !memory.isEmpty());
  }

  /** Runs the model over the images. */
  Outcome run(ModelContract contract, int topK) {
    memory.run();
    long now = System.currentTimeMillis();
    Outcome outcome = new Outcome(new ArrayList<>(images.size()), new ArrayList<>());
    for (int slot = 0; slot < images.size(); slot++) {
      PackedImage image = images.get(slot);
      try {
        outcome
            .predictions()
            .add(
                new Prediction(
                    image.id(),
                    image.origin(),
                    image.timestamp(),
                    contract.name(),
                    contract.version(),
                    memory.top(slot, topK),
                    image.warnings(),
                    now));
      } catch (InferenceException e) {
        outcome.rejects().add(Reject.of(image, e.getMessage()));
      }
    }
    return outcome;
  }

  /** Gives the memory back, empty. */
  Batch release() {
    memory.clear();
    return memory;
  }
}
