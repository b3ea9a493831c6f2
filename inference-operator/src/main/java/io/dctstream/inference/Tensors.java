package io.dctstream.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.dctstream.contract.ModelContract;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A batch's memory, and ONNX Runtime's views of it. A view is made when its slots first run and is
 * kept, so that steady state makes none.
 */
final class Tensors implements AutoCloseable {
  /** A run of slots: from the first up to, not including, the last. */
  private record Slots(int from, int to) {}

  /** What the model reads and writes for some slots, by the names of the graph. */
  record View(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    private void close() {
      inputs.values().forEach(OnnxTensor::close);
      outputs.values().forEach(OnnxTensor::close);
    }
  }

  private final int labels;
  private final Inputs inputs;
  private final FloatBuffer scores;
  private final Map<Slots, View> views = new HashMap<>();
  private final PageLock pages = new PageLock();
  private boolean closed;

  Tensors(OnnxModel model, int capacity) {
    this.labels = model.contract().labels().size();
    this.inputs = Inputs.allocate(model.contract().layout(), model.precision(), capacity);
    this.scores = allocate(capacity, labels);
    if (model.device() == Device.CUDA) {
      inputs.lock(pages);
    }
  }

  /** As many slots as the capacity. */
  Inputs inputs() {
    return inputs;
  }

  /** [capacity, labels]. */
  FloatBuffer scores() {
    return scores;
  }

  /** The view of the slots {@code from} up to, not including, {@code to}. */
  View view(int from, int to) throws OrtException {
    if (closed) {
      throw new IllegalStateException("The batch is closed");
    }
    Slots slots = new Slots(from, to);
    View view = views.get(slots);
    if (view == null) {
      view = new View(inputs.view(from, to), Map.of(ModelContract.OUTPUT_SCORES, scores(from, to)));
      views.put(slots, view);
    }
    return view;
  }

  @Override
  public void close() {
    closed = true;
    views.values().forEach(View::close);
    views.clear();
    pages.close();
  }

  private OnnxTensor scores(int from, int to) throws OrtException {
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(),
        scores.slice(from * labels, (to - from) * labels),
        new long[] {to - from, labels});
  }

  private static FloatBuffer allocate(int slots, int slotSize) {
    // ONNX Runtime takes direct buffers without a copy, and reads them in the machine's own order.
    int bytes = Math.multiplyExact(Math.multiplyExact(slots, slotSize), Float.BYTES);
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
