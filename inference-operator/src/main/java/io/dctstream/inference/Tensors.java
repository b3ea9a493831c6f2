package io.dctstream.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
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

  private final TensorLayout layout;
  private final int labels;
  private final Planes planes;
  private final FloatBuffer scores;
  private final Map<Slots, View> views = new HashMap<>();
  private boolean closed;

  Tensors(ModelContract contract, int capacity) {
    this.layout = contract.layout();
    this.labels = contract.labels().size();
    this.planes = Planes.allocate(layout, capacity);
    this.scores = allocate(capacity, labels);
  }

  /** As many slots as the capacity. */
  Planes planes() {
    return planes;
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
      view =
          new View(
              Map.of(
                  ModelContract.INPUT_Y, luma(planes.y(), slots),
                  ModelContract.INPUT_CB, chroma(planes.cb(), slots),
                  ModelContract.INPUT_CR, chroma(planes.cr(), slots)),
              Map.of(ModelContract.OUTPUT_SCORES, tensor(scores, slots, labels)));
      views.put(slots, view);
    }
    return view;
  }

  @Override
  public void close() {
    closed = true;
    views.values().forEach(View::close);
    views.clear();
  }

  private OnnxTensor luma(FloatBuffer memory, Slots slots) throws OrtException {
    BlockGrid grid = layout.grid();
    return tensor(memory, slots, layout.lumaFrequencies(), grid.height(), grid.width());
  }

  private OnnxTensor chroma(FloatBuffer memory, Slots slots) throws OrtException {
    BlockGrid grid = layout.grid();
    return tensor(
        memory, slots, layout.chromaFrequencies(), grid.chromaHeight(), grid.chromaWidth());
  }

  private static OnnxTensor tensor(FloatBuffer memory, Slots slots, long... shapeOfSlot)
      throws OrtException {
    int images = slots.to() - slots.from();
    long[] shape = new long[shapeOfSlot.length + 1];
    shape[0] = images;
    int slotSize = 1;
    for (int i = 0; i < shapeOfSlot.length; i++) {
      shape[i + 1] = shapeOfSlot[i];
      slotSize *= Math.toIntExact(shapeOfSlot[i]);
    }
    FloatBuffer part = memory.slice(slots.from() * slotSize, images * slotSize);
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), part, shape);
  }

  private static FloatBuffer allocate(int slots, int slotSize) {
    // ONNX Runtime takes direct buffers without a copy, and reads them in the machine's own order.
    int bytes = Math.multiplyExact(Math.multiplyExact(slots, slotSize), Float.BYTES);
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
