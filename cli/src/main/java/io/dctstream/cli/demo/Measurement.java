package io.dctstream.cli.demo;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.Progress;
import io.dctstream.cli.Terminal;
import io.dctstream.cli.traffic.Pictures;
import io.dctstream.cli.traffic.Traffic;
import io.dctstream.contract.Prediction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Sends the pictures so that the figures mean something, in four rounds: one picture, to show that
 * it works; a tenth of them to warm up; most of them in a burst, which gives images/s; the rest at
 * half that rate, which gives the latency.
 *
 * @param seconds that the rounds took, each from the first picture's sending to the last result
 * @param imagesPerSecond from the sending of the burst's first picture to its last prediction
 * @param latency of the pictures sent at half that rate; null if there were too few pictures
 */
record Measurement(double seconds, double imagesPerSecond, Latency latency) {
  private static final double WARM_UP_PART = 0.1;
  private static final double BURST_PART = 0.6;
  private static final double STEADY_LOAD = 0.5;
  private static final double AT_ONCE = Double.POSITIVE_INFINITY;

  /**
   * Sends all pictures.
   *
   * @throws CommandException if the job ends, or nothing comes back for a minute
   * @throws InterruptedException if Ctrl-C was pressed
   */
  static Measurement of(Pictures pictures, Traffic traffic, Terminal terminal, CtrlC ctrlC)
      throws CommandException, IOException, InterruptedException {
    traffic.run(1, AT_ONCE, settled -> {});
    terminal
        .out()
        .printf(
            "First result   %.1f s after the start%n",
            ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    try (Progress progress = terminal.progress("drawing pictures", pictures.count())) {
      pictures.prepare(
          ready -> {
            ctrlC.check();
            progress.at(ready);
          });
    }
    int warmUp = (int) (pictures.count() * WARM_UP_PART);
    int burst = (int) (pictures.count() * BURST_PART);
    int steady = pictures.count() - 1 - warmUp - burst;
    try (Progress progress = terminal.progress("classified", pictures.count())) {
      traffic.run(warmUp, AT_ONCE, progress::at);
      long start = System.currentTimeMillis();
      double rate = rate(burst, start, traffic.run(burst, AT_ONCE, progress::at));
      List<Prediction> calm = traffic.run(steady, rate * STEADY_LOAD, progress::at);
      return new Measurement(traffic.seconds(), rate, Latency.of(calm));
    }
  }

  private static double rate(int count, long start, List<Prediction> predictions) {
    long end =
        predictions.stream()
            .mapToLong(Prediction::classifiedAt)
            .max()
            .orElseGet(System::currentTimeMillis); // rejects bear no time
    return count * 1e3 / Math.max(1, end - start);
  }
}
