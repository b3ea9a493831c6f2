package io.dctstream.benchmarks.pipeline;

import io.dctstream.contract.ModelContract;
import java.nio.file.Path;
import java.util.List;

/**
 * What every way has to do.
 *
 * @param pictures what the set of pictures is called
 * @param jpegs pictures, which take turns
 * @param images how many are classified in one run, at least 2
 * @param model the file of the model for coefficients
 * @param contract what it promises
 * @param batchSize the most images that a model takes at once
 */
record Workload(
    String pictures,
    List<byte[]> jpegs,
    int images,
    Path model,
    ModelContract contract,
    int batchSize) {

  static final int TOP_K = 5;

  /** The first of them warm up: rates are taken from then on. */
  int warmUp() {
    return images / 2;
  }

  byte[] jpeg(long index) {
    return jpegs.get((int) (index % jpegs.size()));
  }
}
