package io.dctstream.cli.chaos;

import io.dctstream.cli.traffic.DrawnPictures;
import io.dctstream.cli.traffic.Ledger;
import io.dctstream.cli.traffic.Picture;
import io.dctstream.cli.traffic.PictureSender;
import io.dctstream.cli.traffic.Pictures;
import io.dctstream.cli.traffic.ResultReader;
import io.dctstream.cli.traffic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Images on their way through the job: a thread sends them evenly, so that each kill meets some,
 * and reads what comes back. Until that thread has ended, nothing else touches the ledger.
 */
final class Flow implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int MOST_AT_ONCE = 500;

  /** A broker may be away for longer than other senders wait. */
  private static final Map<String, String> PATIENCE =
      Map.of(
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          "300000",
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          "300000");

  private final Pictures pictures;
  private final double perSecond;
  private final PictureSender sender;
  private final ResultReader reader;
  private final Ledger ledger = new Ledger(List.of());
  private final CompletableFuture<Void> end;
  private volatile boolean hurries;
  private volatile boolean stops;
  private final long deadline;

  /**
   * Begins to send.
   *
   * @param perSecond images a second, until {@link #finish}
   * @param deadline a time of {@link System#nanoTime}, at which the flow ends in any case
   */
  Flow(String bootstrapServers, int images, double perSecond, long deadline) {
    this.pictures = new DrawnPictures(images);
    this.perSecond = perSecond;
    this.deadline = deadline;
    this.sender = new PictureSender(bootstrapServers, Topics.IMAGES, PATIENCE);
    this.reader = new ResultReader(bootstrapServers, ledger);
    this.end = CompletableFuture.runAsync(this::run);
  }

  /** Sends what is left, and waits until all has come back or the deadline has come. */
  void finish() {
    hurries = true;
    end.join();
  }

  /** Reads what is committed by now; after {@link #finish}. */
  void readToEnd() throws IOException {
    reader.readToEnd();
  }

  /** What was sent and what came back; after {@link #finish}. */
  Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    stops = true;
    end.exceptionally(e -> null).join();
    sender.close();
    reader.close();
  }

  private void run() {
    long start = System.nanoTime();
    try {
      while (ledger.settled() < pictures.count() && !stops && System.nanoTime() < deadline) {
        double due = hurries ? pictures.count() : (System.nanoTime() - start) / 1e9 * perSecond;
        sendUpTo((int) Math.min(Math.min(due, pictures.count()), ledger.sent() + MOST_AT_ONCE));
        reader.read(POLL);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sendUpTo(int due) throws IOException {
    while (ledger.sent() < due) {
      Picture picture = pictures.get(ledger.sent());
      ledger.sent(picture);
      sender.send(picture);
    }
  }
}
