package io.dctstream.benchmarks.networks;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.dctstream.jpegdct.JpegException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
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
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();

  private Runner(int batchSize, Filler filler, OrtSession session) throws OrtException {
    this.batchSize = batchSize;
    this.filler = filler;
    this.session = session;
    for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
      FloatBuffer tensor = filler.tensors().get(inputs.size());
      long[] shape = ((TensorInfo) input.getValue().getInfo()).getShape();
      shape[0] = batchSize;
      inputs.put(
          input.getKey(), OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), tensor, shape));
    }
  }

  /**
   * Opens a contender on one core.
   *
   * @throws OrtException if ONNX Runtime cannot run it
   */
  static Runner open(Contender contender, int batchSize) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      OrtSession session = OrtEnvironment.getEnvironment().createSession(contender.onnx(), options);
      Entry entry = contender.entry();
      Filler filler =
          entry.readsPixels()
              ? Filler.ofPixels(entry.layout(), batchSize, (int) session.getNumInputs())
              : Filler.ofCoefficients(entry.layout(), batchSize);
      return new Runner(batchSize, filler, session);
    }
  }

  /** Bytes of the tensors of an image. */
  long bytesPerImage() {
    return filler.tensors().stream().mapToLong(FloatBuffer::capacity).sum()
        * Float.BYTES
        / batchSize;
  }

  /** Runs batches for a while; one at least. */
  Sample measure(List<byte[]> jpegs) throws JpegException, OrtException {
    long images = 0;
    long filling = 0;
    long running = 0;
    while (filling + running < LEAST_NANOS) {
      long begin = now();
      for (int slot = 0; slot < batchSize; slot++) {
        filler.fill(slot, jpegs.get((int) (images++ % jpegs.size())));
      }
      long filled = now();
      session.run(inputs).close();
      filling += filled - begin;
      running += now() - filled;
    }
    return new Sample(images, filling / 1e9, running / 1e9);
  }

  /** Of the processor, because other programs may run on the machine. */
  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Override
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    session.close();
    filler.close();
  }
}
