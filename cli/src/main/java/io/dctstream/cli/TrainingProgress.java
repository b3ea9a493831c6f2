package io.dctstream.cli;

import io.dctstream.train.EpochResult;
import io.dctstream.train.TrainingObserver;
import io.dctstream.train.TrainingRecord;
import java.time.Duration;

/** Shows a training: a bar for the work at hand, a line for each epoch. */
final class TrainingProgress implements TrainingObserver, AutoCloseable {
  private final Terminal terminal;
  private int epochs;
  private Progress bar;
  private String validated = "";

  TrainingProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void decoded(int done, int total) {
    bar("images", total).at(done);
  }

  @Override
  public void started(TrainingRecord record, boolean oneDnn) {
    removeBar();
    epochs = record.plan().recipe().epochs();
    record.unreadable().forEach(terminal.err()::println);
    terminal
        .out()
        .printf(
            "%d labels, %d training images, %d validation images, oneDNN %s%n",
            record.labels().size(),
            record.trainingImages(),
            record.validationImages(),
            oneDnn ? "on" : "off: expect a fifth of the speed");
    terminal.out().println("  epoch      loss  training  validation  images/s      left");
    record.history().forEach(result -> print(result, "earlier"));
  }

  @Override
  public void stepped(Step step) {
    bar("epoch " + step.epoch(), step.imagesOfEpoch())
        .at(
            step.images(),
            " loss %.3f%s, %s left".formatted(step.loss(), validated, time(step.left())));
  }

  @Override
  public void epochEnded(EpochResult result, Duration left) {
    removeBar();
    validated = ", %.1f %% validated".formatted(100 * result.validationAccuracy());
    print(result, time(left));
  }

  @Override
  public void close() {
    removeBar();
  }

  private void removeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private Progress bar(String task, int total) {
    if (bar == null) {
      bar = terminal.progress(task, total);
    }
    return bar;
  }

  private static String time(Duration left) {
    return "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }

  private void print(EpochResult result, String left) {
    terminal
        .out()
        .printf(
            "%3d/%-3d  %8.4f  %6.2f %%    %6.2f %%  %8.0f  %8s%n",
            result.epoch(),
            epochs,
            result.loss(),
            100 * result.trainingAccuracy(),
            100 * result.validationAccuracy(),
            result.imagesPerSecond(),
            left);
  }
}
