package io.dctstream.benchmarks.networks;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtUtil;
import ai.onnxruntime.TensorInfo;
import io.dctstream.inference.PageLock;
import io.dctstream.jpegdct.HalfPlanes;
import io.dctstream.jpegdct.JpegException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A contender at work: decodes JPEG files into the tensors of a batch and runs the graph, in one
 * thread. Owns a session and native memory; close it. Not thread-safe.
 */
final class Runner implements AutoCloseable {
  /** Long enough that a scheduler's slice does not matter. */
  private static final long LEAST_NANOS = 400_000_000;

  private final int batchSize;
  private final Filler filler;
  private final Device device;
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();

  /** Written in place, as the job's are. */
  private final Map<String, OnnxTensor> outputs = new HashMap<>();

  /** The tensors in 16-bit floats, if the graph reads such. */
  private final List<ShortBuffer> halves = new ArrayList<>();

  private final PageLock pages = new PageLock();

  private Runner(int batchSize, Filler filler, Device device, OrtSession session)
      throws OrtException {
    this.batchSize = batchSize;
    this.filler = filler;
    this.device = device;
    this.session = session;
    for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
      TensorInfo info = (TensorInfo) input.getValue().getInfo();
      long[] shape = info.getShape();
      shape[0] = batchSize;
      inputs.put(input.getKey(), input(filler.tensors().get(inputs.size()), info.type, shape));
    }
    for (Map.Entry<String, NodeInfo> output : session.getOutputInfo().entrySet()) {
      TensorInfo info = (TensorInfo) output.getValue().getInfo();
      long[] shape = info.getShape();
      shape[0] = batchSize;
      ByteBuffer memory = allocate(Math.toIntExact(OrtUtil.elementCount(shape)) * info.type.size);
      outputs.put(
          output.getKey(),
          OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), memory, shape, info.type));
    }
  }

  private OnnxTensor input(FloatBuffer floats, OnnxJavaType type, long[] shape)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    if (type != OnnxJavaType.FLOAT16) {
      lock(floats, Float.BYTES);
      return OnnxTensor.createTensor(environment, floats, shape);
    }
    ShortBuffer half = allocate(floats.capacity() * Short.BYTES).asShortBuffer();
    halves.add(half);
    lock(half, Short.BYTES);
    return OnnxTensor.createTensor(environment, half, shape, type);
  }

  private void lock(Buffer memory, int elementSize) {
    if (device == Device.CUDA) {
      pages.lock(memory, (long) memory.capacity() * elementSize);
    }
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /**
   * Opens a contender, decoding on one core.
   *
   * @throws OrtException if ONNX Runtime cannot run it
   */
  static Runner open(Contender contender, int batchSize, Device device) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      device.choose(options);
      OrtSession session = OrtEnvironment.getEnvironment().createSession(contender.onnx(), options);
      Entry entry = contender.entry();
      Filler filler =
          entry.readsPixels()
              ? Filler.ofPixels(entry.layout(), batchSize, (int) session.getNumInputs())
              : Filler.ofCoefficients(entry.layout(), batchSize);
      return new Runner(batchSize, filler, device, session);
    }
  }

  /** Bytes of the tensors of an image. */
  long bytesPerImage() {
    return filler.tensors().stream().mapToLong(FloatBuffer::capacity).sum()
        * (halves.isEmpty() ? Float.BYTES : Short.BYTES)
        / batchSize;
  }

  /** Runs batches for a while; one at least. */
  Sample measure(List<byte[]> jpegs) throws JpegException, OrtException {
    long images = 0;
    long filling = 0;
    long running = 0;
    while (filling + running < LEAST_NANOS) {
      long begin = device.now();
      for (int slot = 0; slot < batchSize; slot++) {
        filler.fill(slot, jpegs.get((int) (images++ % jpegs.size())));
      }
      for (int i = 0; i < halves.size(); i++) {
        HalfPlanes.write(filler.tensors().get(i), halves.get(i), 0);
      }
      long filled = device.now();
      session.run(inputs, outputs).close();
      filling += filled - begin;
      running += device.now() - filled;
    }
    return new Sample(images, filling / 1e9, running / 1e9);
  }

  @Override
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    session.close();
    pages.close();
    filler.close();
  }
}
