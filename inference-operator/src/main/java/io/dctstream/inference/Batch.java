package io.dctstream.inference;

import ai.onnxruntime.OrtException;
import io.dctstream.contract.ContractException;
import io.dctstream.contract.LabelScore;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The memory of up to {@link #capacity()} images on their way through a model: {@link #add} them,
 * {@link #run} the model, read the {@link #top} labels of each, {@link #clear} and begin again.
 * Coefficients are unpacked straight into the model's input, scores are written straight into this
 * memory.
 *
 * <p>Not thread-safe, but may be handed from one thread to another.
 */
public final class Batch implements AutoCloseable {
  private final OnnxModel model;
  private final Tensors tensors;
  private final String[] failures;
  private int size;
  private boolean ranOneByOne;

  Batch(OnnxModel model, int capacity) {
    this.model = model;
    this.tensors = new Tensors(model, capacity);
    this.failures = new String[capacity];
  }

  public int capacity() {
    return failures.length;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public boolean isFull() {
    return size == capacity();
  }

  /**
   * Unpacks an image into the next slot.
   *
   * @param payload a {@link io.dctstream.jpegdct.PackedPayload}
   * @throws IllegalArgumentException if the payload is damaged or of another grid than the model's;
   *     the slot stays free
   * @throws IllegalStateException if the batch is full
   */
  public void add(byte[] payload) {
    if (isFull()) {
      throw new IllegalStateException("The batch is full with %d images".formatted(size));
    }
    tensors.inputs().unpack(payload, size);
    size++;
  }

  /**
   * Runs the model over blank images, one and as many as there is room for, so that the first
   * images find all memory in place. Forgets the images.
   *
   * @throws ContractException if ONNX Runtime fails, or a score is not a number
   */
  public void warmUp() throws ContractException {
    clear();
    for (int slot = 0; slot < capacity(); slot++) {
      tensors.inputs().blank(slot);
    }
    try {
      run(0, 1);
      run(0, capacity());
    } catch (OrtException e) {
      throw model.refused("ONNX Runtime fails on a blank image (%s)".formatted(e.getMessage()), e);
    }
    FloatBuffer scores = tensors.scores();
    for (int score = 0; score < scores.capacity(); score++) {
      if (!Float.isFinite(scores.get(score))) {
        throw model.refused("its scores of a blank image are not numbers", null);
      }
    }
  }

  /**
   * Runs the model over the images. If ONNX Runtime fails, each image runs alone, so that only the
   * guilty ones have no prediction.
   *
   * @throws DeviceLostException if it is not the images that ONNX Runtime fails on
   * @throws IllegalStateException if the model or the batch is closed
   */
  public void run() {
    if (isEmpty()) {
      return;
    }
    try {
      run(0, size);
    } catch (OrtException e) {
      ranOneByOne = true;
      runOneByOne();
    }
  }

  /** Whether ONNX Runtime failed on these images together. */
  public boolean ranOneByOne() {
    return ranOneByOne;
  }

  /**
   * The best labels of an image.
   *
   * @param slot its place in the order of {@link #add}
   * @param k how many labels are wanted; fewer come back if the model has fewer
   * @return best first
   * @throws InferenceException if the model failed on this image
   */
  public List<LabelScore> top(int slot, int k) throws InferenceException {
    if (failures[slot] != null) {
      throw new InferenceException(failures[slot]);
    }
    return TopLabels.of(tensors.scores(), slot, model.contract().labels(), k);
  }

  /** Forgets the images. */
  public void clear() {
    for (int slot = 0; slot < size; slot++) {
      failures[slot] = null;
    }
    size = 0;
    ranOneByOne = false;
  }

  @Override
  public void close() {
    tensors.close();
  }

  /**
   * How differently another model sees an image.
   *
   * @param other has the same image in the same slot
   */
  float difference(int slot, Batch other, ScoreDifference measure) {
    return measure.between(tensors.scores(), other.tensors.scores(), slot);
  }

  private void runOneByOne() {
    for (int slot = 0; slot < size; slot++) {
      try {
        run(slot, slot + 1);
      } catch (OrtException e) {
        failures[slot] = "ONNX Runtime failed on this image: " + e.getMessage();
        tryBlank(slot);
      }
    }
  }

  /** No image is to blame if the model now fails on one that is blank. */
  private void tryBlank(int slot) {
    tensors.inputs().blank(slot);
    try {
      run(slot, slot + 1);
    } catch (OrtException e) {
      throw new DeviceLostException(
          "ONNX Runtime fails on a blank image as well, so that no image is to blame: the device is lost, or the session is broken (%s)"
              .formatted(e.getMessage()),
          e);
    }
  }

  private void run(int from, int to) throws OrtException {
    Tensors.View view = tensors.view(from, to);
    model.run(view.inputs(), view.outputs());
  }
}
