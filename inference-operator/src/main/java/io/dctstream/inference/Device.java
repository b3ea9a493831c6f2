package io.dctstream.inference;

/** What runs a model. */
public enum Device {
  /** CUDA where it loads, else the processor. */
  AUTO,
  /** The processor. */
  CPU,
  /** The first NVIDIA GPU, with ONNX Runtime's build for CUDA and CUDA's own libraries. */
  CUDA
}
