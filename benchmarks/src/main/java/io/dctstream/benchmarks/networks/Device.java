package io.dctstream.benchmarks.networks;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.dctstream.inference.CudaOptions;
import java.lang.management.ManagementFactory;

/** What runs the networks. Images are decoded by one thread of the processor in any case. */
enum Device {
  /** One core. */
  CPU,
  /** The first GPU, with ONNX Runtime's build for CUDA on the class path. */
  CUDA;

  /**
   * Makes a session run here.
   *
   * @throws OrtException if ONNX Runtime does not know the device
   */
  void choose(OrtSession.SessionOptions options) throws OrtException {
    options.setIntraOpNumThreads(1);
    if (this == CUDA) {
      CudaOptions.addTo(options);
    }
  }

  /**
   * Nanoseconds: of the processor where all is done in it, because other programs may run on the
   * machine; else of the clock.
   */
  long now() {
    return this == CPU
        ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
