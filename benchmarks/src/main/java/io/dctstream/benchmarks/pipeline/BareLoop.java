package io.dctstream.benchmarks.pipeline;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.dctstream.benchmarks.networks.Filler;
import io.dctstream.inference.InferenceException;
import io.dctstream.jpegdct.JpegException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalDouble;

/** Decode, fill, run, best labels, in one thread: what there is to do and nothing else. */
final class BareLoop implements Way {
  private static final int LONELY_IMAGES = 200;

  private final Workload workload;

  BareLoop(Workload workload) {
    this.workload = workload;
  }

  @Override
  public String name() {
    return "bare loop";
  }

  @Override
  public Sample run() throws IOException, OrtException, JpegException, InferenceException {
    double cpu = ProcessUse.cpuSeconds();
    double rate = rate(workload.batchSize(), workload.warmUp(), workload.images());
    return new Sample(rate, ProcessUse.cpuSeconds() - cpu, OptionalDouble.of(workload.batchSize()));
  }

  /** Milliseconds for an image that goes its way alone. */
  double lonelyMillis() throws IOException, OrtException, JpegException, InferenceException {
    return 1e3 / rate(1, LONELY_IMAGES, 2 * LONELY_IMAGES);
  }

  private double rate(int batchSize, int warmUp, int images)
      throws IOException, OrtException, JpegException, InferenceException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session =
              OrtEnvironment.getEnvironment()
                  .createSession(Files.readAllBytes(workload.model()), options);
          FilledBatch batch =
              new FilledBatch(
                  session,
                  Filler.ofCoefficients(workload.contract().layout(), batchSize),
                  batchSize,
                  workload.contract().labels())) {
        run(batch, 0, warmUp);
        long start = System.nanoTime();
        run(batch, warmUp, images);
        return (images - warmUp) * 1e9 / (System.nanoTime() - start);
      }
    }
  }

  private void run(FilledBatch batch, int from, int to)
      throws JpegException, OrtException, InferenceException {
    for (int i = from; i < to; i++) {
      batch.add(workload.jpeg(i));
      if (batch.isFull() || i == to - 1) {
        batch.run();
        for (int slot = 0; slot < batch.size(); slot++) {
          batch.top(slot);
        }
        batch.clear();
      }
    }
  }
}
