package io.dctstream.train;

import java.time.Duration;

/** Is told how a training gets on. Called on the thread that trains; an exception ends it. */
public interface TrainingObserver {
  /** Hears nothing. */
  TrainingObserver NONE = new TrainingObserver() {};

  /** An image was decoded, or found unreadable. */
  default void decoded(int done, int total) {}

  /**
   * All images are decoded and the network is built; the first epoch begins.
   *
   * @param record with the history so far, which is not empty when a training is resumed
   * @param oneDnn whether DL4J's convolutions run in oneDNN; if not, training is about five times
   *     slower
   */
  default void started(TrainingRecord record, boolean oneDnn) {}

  /** A step of the optimiser is done. */
  default void stepped(Step step) {}

  /** An epoch is done and saved. */
  default void epochEnded(EpochResult result, Duration left) {}

  /**
   * A step of the optimiser.
   *
   * @param epoch counted from 1
   * @param loss of the step's batches, weight decay included
   * @param images of the epoch that were shown so far
   * @param imagesOfEpoch how many it shows
   * @param imagesPerSecond since the epoch began
   * @param left time until the training ends, as estimated from its speed so far
   */
  record Step(
      int epoch,
      int images,
      int imagesOfEpoch,
      double loss,
      double imagesPerSecond,
      Duration left) {}
}
