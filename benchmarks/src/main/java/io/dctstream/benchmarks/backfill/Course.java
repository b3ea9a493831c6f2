package io.dctstream.benchmarks.backfill;

import java.util.ArrayList;
import java.util.List;

/**
 * The course of one run, in tenths of the images.
 *
 * @param program its name
 * @param tenths one after the other
 */
record Course(String program, List<Tenth> tenths) {
  /**
   * A tenth of the images.
   *
   * @param seconds since the start of the process, at its end
   * @param imagesPerSecond in it
   * @param residentMebibytes of memory at its end
   * @param heapMebibytes the least that a garbage collection left in the heap during it; null if
   *     there was none
   */
  record Tenth(
      double seconds, double imagesPerSecond, long residentMebibytes, Long heapMebibytes) {}

  private static final int PARTS = 10;

  static Course of(String program, Run run) {
    List<Tenth> tenths = new ArrayList<>();
    int from = 0;
    for (int part = 1; part <= PARTS; part++) {
      int to = (int) ((run.times().length - 1L) * part / PARTS);
      double begin = run.at(from);
      double end = run.at(to);
      Long heap =
          run.heap().stream()
              .filter(use -> use.seconds() > begin && use.seconds() <= end)
              .map(HeapUse::mebibytes)
              .min(Long::compare)
              .orElse(null);
      tenths.add(
          new Tenth(end, (to - from) / (end - begin), run.usageAt(end).residentMebibytes(), heap));
      from = to;
    }
    return new Course(program, tenths);
  }
}
