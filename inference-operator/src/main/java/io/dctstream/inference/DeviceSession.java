package io.dctstream.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session of ONNX Runtime and what it runs on.
 *
 * @param device {@link Device#CPU} or {@link Device#CUDA}
 */
record DeviceSession(OrtSession session, Device device) {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceSession.class);

  /**
   * Opens a graph on a device.
   *
   * @param wanted {@link Device#AUTO} for CUDA or else the processor
   * @throws OrtException if the graph opens on no device
   * @throws DeviceException if the graph is sound and the wanted device cannot run it
   */
  static DeviceSession open(byte[] onnx, int threads, Device wanted)
      throws OrtException, DeviceException {
    OrtException onCuda = null;
    if (wanted == Device.CUDA || (wanted == Device.AUTO && isBuiltForCuda())) {
      try {
        return on(Device.CUDA, onnx, threads);
      } catch (OrtException e) {
        onCuda = e;
      }
    }
    DeviceSession onCpu = on(Device.CPU, onnx, threads);
    if (wanted == Device.CUDA) {
      onCpu.session().close();
      throw new DeviceException("CUDA cannot run models here: " + reason(onCuda), onCuda);
    }
    if (onCuda != null) {
      LOG.warn("The processor serves, because CUDA cannot: {}", reason(onCuda));
    }
    return onCpu;
  }

  private static DeviceSession on(Device device, byte[] onnx, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      // Batches differ in size: a pattern a size would be kept for ever.
      options.setMemoryPatternOptimization(false);
      // Waiting threads sleep, because the decoder wants the processor too.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // What goes wrong is thrown; ONNX Runtime need not print it as well.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      if (device == Device.CUDA) {
        CudaOptions.addTo(options);
      }
      return new DeviceSession(
          OrtEnvironment.getEnvironment().createSession(onnx, options), device);
    }
  }

  private static boolean isBuiltForCuda() {
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }

  private static String reason(OrtException onCuda) {
    if (!isBuiltForCuda()) {
      return "libonnxruntime_providers_cuda is missing; build with the Maven profile 'gpu'";
    }
    return CudaLibraries.missing()
        .map(
            "the library %s is missing; install CUDA and name its folders in LD_LIBRARY_PATH"
                ::formatted)
        .orElse(onCuda.getMessage());
  }
}
