package io.dctstream.benchmarks.pipeline;

/** A way from JPEG bytes to predictions. */
interface Way {
  /** What it is called in the report. */
  String name();

  /**
   * Classifies all images of the workload once.
   *
   * @throws Exception if it does not come to an end as it should
   */
  Sample run() throws Exception;
}
