package io.dctstream.benchmarks.pipeline;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.dctstream.benchmarks.networks.Filler;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.ModelContract;
import io.dctstream.inference.InferenceException;
import io.dctstream.inference.TopLabels;
import io.dctstream.jpegdct.JpegException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch that JPEG files are decoded straight into. Owns the decoder and native memory, not the
 * session; close it. Not thread-safe.
 */
public final class FilledBatch implements AutoCloseable {
  private final OrtSession session;
  private final Filler filler;
  private final int capacity;
  private final List<String> labels;
  private final FloatBuffer scores;

  /** By the number of images. */
  private final Map<Integer, Map<String, OnnxTensor>> inputs = new HashMap<>();

  private final Map<Integer, Map<String, OnnxTensor>> outputs = new HashMap<>();
  private int size;

  public FilledBatch(OrtSession session, Filler filler, int capacity, List<String> labels) {
    this.session = session;
    this.filler = filler;
    this.capacity = capacity;
    this.labels = labels;
    this.scores =
        ByteBuffer.allocateDirect(capacity * labels.size() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  public int size() {
    return size;
  }

  public boolean isFull() {
    return size == capacity;
  }

  public void add(byte[] jpeg) throws JpegException {
    filler.fill(size++, jpeg);
  }

  public void run() throws OrtException {
    if (!inputs.containsKey(size)) {
      inputs.put(size, inputs());
      outputs.put(
          size,
          Map.of(ModelContract.OUTPUT_SCORES, tensor(scores, new long[] {size, labels.size()})));
    }
    session.run(inputs.get(size), outputs.get(size)).close();
  }

  public List<LabelScore> top(int slot) throws InferenceException {
    return TopLabels.of(scores, slot, labels, Workload.TOP_K);
  }

  public void clear() {
    size = 0;
  }

  @Override
  public void close() {
    List.of(inputs, outputs)
        .forEach(all -> all.values().forEach(one -> one.values().forEach(OnnxTensor::close)));
    filler.close();
  }

  private Map<String, OnnxTensor> inputs() throws OrtException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    for (var input : session.getInputInfo().entrySet()) {
      long[] shape = ((TensorInfo) input.getValue().getInfo()).getShape();
      shape[0] = size;
      tensors.put(input.getKey(), tensor(filler.tensors().get(tensors.size()), shape));
    }
    return tensors;
  }

  private static OnnxTensor tensor(FloatBuffer memory, long[] shape) throws OrtException {
    int numbers = 1;
    for (long side : shape) {
      numbers *= (int) side;
    }
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(), memory.slice(0, numbers), shape);
  }
}
