package io.dctstream.cli.demo;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.DecoderCounters;
import io.dctstream.cli.Terminal;
import io.dctstream.cli.demo.DemoReport.BytesPerImage;
import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.cli.embedded.EmbeddedCluster;
import io.dctstream.cli.page.LivePage;
import io.dctstream.cli.page.PageOptions;
import io.dctstream.cli.page.Watched;
import io.dctstream.cli.traffic.Ledger;
import io.dctstream.cli.traffic.PictureSender;
import io.dctstream.cli.traffic.Pictures;
import io.dctstream.cli.traffic.ResultReader;
import io.dctstream.cli.traffic.Topics;
import io.dctstream.cli.traffic.Traffic;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/** One run of the demo: starts broker, cluster and job, and holds the results to the pictures. */
final class Demo {
  private static final int RGB_CHANNELS = 3;
  private static final int COUNTERS_POLL_MILLIS = 200;
  private static final Duration COUNTERS_PATIENCE = Duration.ofSeconds(30);

  private final Pictures pictures;
  private final Path model;
  private final ModelContract contract;
  private final int parallelism;
  private final int webPort;
  private final Ledger ledger;

  /**
   * @param model the file of the model that makes {@code contract}
   * @param parallelism subtasks of the job, and partitions of the topic of the images
   * @param webPort where the live page is served; 0 for any free port
   */
  Demo(Pictures pictures, Path model, ModelContract contract, int parallelism, int webPort) {
    this.pictures = pictures;
    this.model = model;
    this.contract = contract;
    this.parallelism = parallelism;
    this.webPort = webPort;
    this.ledger = new Ledger(contract.labels());
  }

  /**
   * Sends all pictures, reads all results and prints what came of it. Ends when nobody looks at the
   * page any more.
   *
   * @throws CommandException if the job fails or no results come
   * @throws InterruptedException if Ctrl-C was pressed
   */
  DemoReport run(Terminal terminal, CtrlC ctrlC) throws Exception { // as a job's submission
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        EmbeddedCluster cluster = EmbeddedCluster.start(parallelism, 0)) {
      terminal.out().println("Kafka broker   " + broker.bootstrapServers());
      terminal.out().println("Flink web UI   " + cluster.webInterface());
      ctrlC.check();
      Configuration options = RunningJob.prepare(broker, model, parallelism);
      Watched watched = Watched.of(options, Optional.of(cluster.webInterface()));
      try (LivePage page = LivePage.start(watched, PageOptions.HOST.defaultValue(), webPort)) {
        terminal.out().println("Live page      " + page.address());
        DemoReport report = run(RunningJob.submit(cluster, options), broker, terminal, ctrlC);
        terminal.out().printf("%n%s", report.table());
        keepOpen(page, report, terminal, ctrlC);
        return report;
      }
    }
  }

  private DemoReport run(RunningJob job, EmbeddedBroker broker, Terminal terminal, CtrlC ctrlC)
      throws CommandException, IOException, InterruptedException {
    try (PictureSender sender =
            new PictureSender(broker.bootstrapServers(), Topics.IMAGES, Map.of());
        ResultReader reader = new ResultReader(broker.bootstrapServers(), ledger)) {
      Traffic traffic =
          new Traffic(
              pictures,
              sender,
              reader,
              ledger,
              () -> {
                ctrlC.check();
                job.check();
              });
      Measurement measurement = Measurement.of(pictures, traffic, terminal, ctrlC);
      long bytesPacked = bytesPacked(job.counters(), ctrlC);
      job.cancel();
      reader.readToEnd(); // had anything come twice, it would be here
      return report(measurement, bytesPacked);
    }
  }

  private void keepOpen(LivePage page, DemoReport report, Terminal terminal, CtrlC ctrlC) {
    page.end(
        faults().isEmpty()
            ? "The demo is over: %,d pictures, each came back once".formatted(report.sent())
            : "The demo is over: " + faults().get(0));
    if (page.hasViewers()) {
      terminal.out().printf("%nThe live page is open; close it or press Ctrl-C to end%n");
      terminal.out().flush();
      try {
        page.awaitNoViewers(ctrlC);
      } catch (InterruptedException e) {
        // Ctrl-C, and all is done.
      }
    }
  }

  /** What is wrong with the results, a sentence each; empty if all is well. */
  List<String> faults() {
    return ledger.faults();
  }

  /** Waits until the cluster has heard of all pictures; its counters lag behind a little. */
  private long bytesPacked(DecoderCounters counters, CtrlC ctrlC)
      throws CommandException, IOException, InterruptedException {
    long deadline = System.nanoTime() + COUNTERS_PATIENCE.toNanos();
    while (counters.sum(DecoderCounters.IMAGES) < ledger.sent()) {
      ctrlC.check();
      if (System.nanoTime() > deadline) {
        throw new CommandException(
            "The cluster has not counted all pictures; the log may say why the job was restarted");
      }
      Thread.sleep(COUNTERS_POLL_MILLIS);
    }
    return counters.sum(DecoderCounters.BYTES_PACKED);
  }

  private DemoReport report(Measurement measurement, long bytesPacked) {
    BlockGrid grid = contract.grid();
    return new DemoReport(
        ledger.sent(),
        ledger.predictions(),
        ledger.rejects(),
        ledger.accuracy().orElse(null),
        measurement.seconds(),
        measurement.imagesPerSecond(),
        measurement.latency(),
        new BytesPerImage(
            ledger.bytesSent() / ledger.sent(),
            bytesPacked / Math.max(1, ledger.predictions()),
            (long) grid.pixelWidth() * grid.pixelHeight() * RGB_CHANNELS),
        contract.name(),
        contract.version());
  }
}
