package io.dctstream.cli.traffic;

import io.dctstream.cli.CommandException;
import io.dctstream.contract.Prediction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Sends pictures through the job in rounds; a round ends when all its results have been read. */
public final class Traffic {
  /** Whether to go on. */
  public interface Check {
    /**
     * Returns if so.
     *
     * @throws CommandException if there is nothing to wait for any more
     * @throws InterruptedException if the user wants no more
     */
    void check() throws CommandException, InterruptedException;
  }

  /** How long no result may come before it gives up. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration POLL = Duration.ofMillis(100);

  private final Pictures pictures;
  private final PictureSender sender;
  private final ResultReader reader;
  private final Ledger ledger;
  private final Check check;
  private long nanos;

  /**
   * @param reader enters what it reads into {@code ledger}
   * @param check is asked before each look for results
   */
  public Traffic(
      Pictures pictures, PictureSender sender, ResultReader reader, Ledger ledger, Check check) {
    this.pictures = pictures;
    this.sender = sender;
    this.reader = reader;
    this.ledger = ledger;
    this.check = check;
  }

  /**
   * Sends the next pictures and reads until all have come back.
   *
   * @param count how many pictures
   * @param perSecond how fast to send them; infinity for as fast as the broker takes them
   * @param progress is told how many pictures of all rounds have come back
   * @return the predictions of this round
   * @throws CommandException as the check, or if nothing comes back for a minute
   * @throws InterruptedException as the check
   */
  public List<Prediction> run(int count, double perSecond, LongConsumer progress)
      throws CommandException, IOException, InterruptedException {
    List<Prediction> predictions = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + (long) (i / perSecond * 1e9);
      do {
        predictions.addAll(read(Duration.ofNanos(Math.max(0, due - System.nanoTime())), progress));
      } while (System.nanoTime() < due);
      Picture picture = pictures.get(ledger.sent());
      ledger.sent(picture);
      sender.send(picture);
    }
    long lastNews = System.nanoTime();
    while (ledger.settled() < ledger.sent()) {
      int before = ledger.settled();
      predictions.addAll(read(POLL, progress));
      if (ledger.settled() > before) {
        lastNews = System.nanoTime();
      } else if (System.nanoTime() - lastNews > PATIENCE.toNanos()) {
        throw new CommandException(
            "No result came for %d s and %d of %d pictures are still out; the log may say why"
                .formatted(PATIENCE.toSeconds(), ledger.sent() - ledger.settled(), ledger.sent()));
      }
    }
    nanos += System.nanoTime() - start;
    return predictions;
  }

  /** How long all rounds took together. */
  public double seconds() {
    return nanos / 1e9;
  }

  private List<Prediction> read(Duration patience, LongConsumer progress)
      throws CommandException, IOException, InterruptedException {
    check.check();
    List<Prediction> predictions = reader.read(patience);
    progress.accept(ledger.settled());
    return predictions;
  }
}
