package io.dctstream.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;

/** How CUDA runs convolutional networks fastest; docs/networks.md has the measurement. */
public final class CudaOptions {
  private CudaOptions() {}

  /**
   * Makes a session run on the first GPU.
   *
   * @throws OrtException if ONNX Runtime is not built for CUDA, or CUDA does not load
   */
  public static void addTo(OrtSession.SessionOptions options) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions()) {
      cuda.add("prefer_nhwc", "1"); // tensor cores want the channels last
      cuda.add("fuse_conv_bias", "1");
      options.addCUDA(cuda);
    }
  }
}
