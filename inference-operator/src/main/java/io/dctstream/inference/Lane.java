package io.dctstream.inference;

import io.dctstream.inference.serving.LoadedModel;
import java.util.ArrayDeque;
import java.util.Deque;

/** Where the batches of one model form: one fills while the model's thread has the other. */
final class Lane {
  private final LoadedModel model;
  private final Deque<Batch> free;
  private MicroBatch filling;

  Lane(LoadedModel model) {
    this.model = model;
    this.free = new ArrayDeque<>(model.batches());
  }

  LoadedModel model() {
    return model;
  }

  /** Whether an image can be taken. */
  boolean hasRoom() {
    return filling == null ? !free.isEmpty() : !filling.isFull();
  }

  /** The batch that takes the next image; there is room. */
  MicroBatch filling() {
    if (filling == null) {
      filling = new MicroBatch(this, free.remove());
    }
    return filling;
  }

  boolean isEmpty() {
    return filling == null || filling.isEmpty();
  }

  /** Whether the batch runs as soon as the model's thread is free. */
  boolean isReady() {
    return filling != null && filling.isReady();
  }

  /** Hands the batch over; the next image begins another. */
  MicroBatch take() {
    MicroBatch batch = filling;
    filling = null;
    return batch;
  }

  /** Takes back the memory of a batch that has run. */
  void giveBack(Batch memory) {
    free.add(memory);
  }
}
