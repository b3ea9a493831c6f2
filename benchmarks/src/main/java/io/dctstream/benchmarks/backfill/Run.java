package io.dctstream.benchmarks.backfill;

import io.dctstream.benchmarks.pipeline.ProcessUse;
import io.dctstream.cli.cluster.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A program's way through the archive, once.
 *
 * @param start when its process was started, in milliseconds since 1970
 * @param times when images were classified, in order, in milliseconds since 1970
 * @param wholeSeconds from the start of its process to the end of it
 * @param usage what it had of the machine over time
 * @param heap what was in its heap over time
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Run(long start, long[] times, double wholeSeconds, List<Usage> usage, List<HeapUse> heap) {
  private static final int LOOK_MILLIS = 100;
  private static final Duration LIMIT = Duration.ofMinutes(30);

  /**
   * Lets a program run to its end.
   *
   * @param folder keeps what it leaves behind
   * @param images how many results it is to have
   * @throws IllegalStateException if it fails, or if not each image has exactly one result
   */
  static Run of(Program program, Path folder, int images) throws IOException, InterruptedException {
    List<Usage> usage = new ArrayList<>();
    long start = System.currentTimeMillis();
    double whole;
    try (JavaProcess process = program.process(folder)) {
      process.start();
      long began = System.nanoTime();
      while (process.isAlive() && seconds(began) < LIMIT.toSeconds()) {
        ProcessUse.residentMebibytes(process.pid())
            .ifPresent(
                resident ->
                    usage.add(
                        new Usage(seconds(began), ProcessUse.cpuSeconds(process.pid()), resident)));
        Thread.sleep(LOOK_MILLIS);
      }
      int code = process.await(Duration.ZERO);
      whole = seconds(began);
      if (code != 0) {
        throw new IllegalStateException(
            "%s ended with %d: %s".formatted(program.name(), code, process.output()));
      }
    }
    return new Run(
        start,
        Results.times(Program.results(folder), images),
        whole,
        usage,
        HeapUse.read(Program.heapLog(folder)));
  }

  /** From the start of the process to the first image classified. */
  double firstSeconds() {
    return at(0);
  }

  /** Images a second of the second half: the first half warms up. */
  double imagesPerSecond() {
    return (times.length - half()) / (at(times.length - 1) - at(half() - 1));
  }

  /** Images a second over all, starting and ending the process included. */
  double imagesPerSecondOfAll() {
    return times.length / wholeSeconds;
  }

  /** Processor time for 1,000 images of the second half. */
  double cpuSeconds() {
    double used = usageAt(at(times.length - 1)).cpuSeconds() - usageAt(at(half() - 1)).cpuSeconds();
    return used * 1000 / (times.length - half());
  }

  /** Processor time for 1,000 images over all. */
  double cpuSecondsOfAll() {
    return last(usage).cpuSeconds() * 1000 / times.length;
  }

  long peakMebibytes() {
    return usage.stream().mapToLong(Usage::residentMebibytes).max().orElseThrow();
  }

  /** Seconds after the start at which an image was classified. */
  double at(int index) {
    return (times[index] - start) / 1e3;
  }

  /** What the process had of the machine at a time, as far as it was looked at. */
  Usage usageAt(double seconds) {
    return usage.stream()
        .filter(look -> look.seconds() >= seconds)
        .findFirst()
        .orElseGet(() -> last(usage));
  }

  private int half() {
    return times.length / 2;
  }

  private static Usage last(List<Usage> usage) {
    return usage.get(usage.size() - 1);
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
