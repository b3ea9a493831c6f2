package io.dctstream.benchmarks.networks;

/**
 * One measurement.
 *
 * @param images how many
 * @param filling seconds of the processor for decoding them into tensors
 * @param running seconds of the processor for running the network
 */
record Sample(long images, double filling, double running) {
  /** Images a second of the network alone. */
  double alone() {
    return images / running;
  }

  /** Images a second from the bytes of JPEG files. */
  double fromBytes() {
    return images / (filling + running);
  }
}
