package io.dctstream.cli.demo;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.DecoderCounters;
import io.dctstream.cli.Terminal;
import io.dctstream.cli.demo.DemoReport.BytesPerImage;
import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.cli.embedded.EmbeddedCluster;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One run of the demo: starts broker, cluster and job, and holds the results to the pictures. */
final class Demo {
  private static final int RGB_CHANNELS = 3;
  private static final int COUNTERS_POLL_MILLIS = 200;
  private static final Duration COUNTERS_PATIENCE = Duration.ofSeconds(30);

  private final Pictures pictures;
  private final Path model;
  private final ModelContract contract;
  private final int parallelism;
  private final Ledger ledger;

  /**
   * @param model the file of the model that makes {@code contract}
   * @param parallelism subtasks of the job, and partitions of the topic of the images
   */
  Demo(Pictures pictures, Path model, ModelContract contract, int parallelism) {
    this.pictures = pictures;
    this.model = model;
    this.contract = contract;
    this.parallelism = parallelism;
    this.ledger = new Ledger(contract.labels());
  }

  /**
   * Sends all pictures and reads all results.
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
      RunningJob job = RunningJob.submit(broker, cluster, model, parallelism);
      try (PictureSender sender = new PictureSender(broker.bootstrapServers());
          ResultReader reader = new ResultReader(broker.bootstrapServers(), ledger)) {
        Traffic traffic = new Traffic(pictures, sender, reader, ledger, job, ctrlC);
        Measurement measurement = Measurement.of(pictures, traffic, terminal, ctrlC);
        long bytesPacked = bytesPacked(job.counters(), ctrlC);
        job.cancel();
        reader.readToEnd(); // had anything come twice, it would be here
        return report(measurement, bytesPacked);
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
