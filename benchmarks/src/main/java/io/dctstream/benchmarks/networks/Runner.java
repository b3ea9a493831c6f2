package io.dctstream.benchmarks.networks;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.dctstream.jpegdct.HalfPlanes;
import io.dctstream.jpegdct.JpegException;
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

  /** The tensors in 16-bit floats, if the graph reads such. */
  private final List<ShortBuffer> halves = new ArrayList<>();

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
      inputs.put(input.getKey(), tensor(filler.tensors().get(inputs.size()), info.type, shape));
    }
  }

  private OnnxTensor tensor(FloatBuffer floats, OnnxJavaType type, long[] shape)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    if (type != OnnxJavaType.FLOAT16) {
      return OnnxTensor.createTensor(environment, floats, shape);
    }
    ShortBuffer half =
        ByteBuffer.allocateDirect(floats.capacity() * Short.BYTES)
            .order(ByteOrder.nativeOrder())
            .asShortBuffer();
    halves.add(half);
    return OnnxTensor.createTensor(environment, half, shape, type);
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
      session.run(inputs).close();
      filling += filled - begin;
      running += device.now() - filled;
    }
    return new Sample(images, filling / 1e9, running / 1e9);
  }

  @Override
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    session.close();
    filler.close();
  }
}
