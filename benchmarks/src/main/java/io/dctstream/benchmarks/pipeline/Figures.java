package io.dctstream.benchmarks.pipeline;

import java.util.List;

/**
 * All that a run of the benchmark found.
 *
 * @param how what was measured, in a sentence
 * @param ways side by side
 * @param lonelyMillis for an image that goes its way alone through the bare loop
 * @param steady at half of the job's peak
 * @param hops what an image weighs where
 * @param residentMebibytes of this process after each part of the measurement
 */
record Figures(
    String how,
    List<Result> ways,
    double lonelyMillis,
    SteadyLoad.Outcome steady,
    Hops hops,
    List<Long> residentMebibytes) {

  /**
   * Bytes an image.
   *
   * @param jpeg the record in Kafka
   * @param packed the payload between decoding and inference
   * @param shuffled all that crosses the network between them; null if that was not measured
   * @param rgb pixels of the model's size, a byte each
   * @param prediction the record of the result
   */
  record Hops(long jpeg, long packed, Double shuffled, long rgb, long prediction) {}
}
