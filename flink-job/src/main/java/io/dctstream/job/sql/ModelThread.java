package io.dctstream.job.sql;

import io.dctstream.contract.LabelScore;
import io.dctstream.inference.Batch;
import io.dctstream.inference.InferenceException;
import io.dctstream.inference.OnnxModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;

/**
 * A thread on which a model classifies, in batches that form while it is busy: a free model takes
 * what waits, up to the size of a batch. How much may wait is for the caller to bound.
 *
 * <p>Owns the model; close it.
 */
final class ModelThread implements AutoCloseable {
  private record Waiting(byte[] payload, CompletableFuture<LabelScore> best) {}

  private final OnnxModel model;
  private final Batch batch;
  private final Counter batches;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new ExecutorThreadFactory("model"));

  /**
   * @param batches counts the runs of the model
   */
  ModelThread(OnnxModel model, int batchSize, Counter batches) {
    this.model = model;
    this.batches = batches;
    this.batch = model.newBatch(batchSize);
  }

  /**
   * Classifies an image, soon.
   *
   * @param payload of the model's grid
   * @return its best label; fails with an {@link InferenceException} if the model does on it
   */
  CompletableFuture<LabelScore> classify(byte[] payload) {
    CompletableFuture<LabelScore> best = new CompletableFuture<>();
    queue.add(new Waiting(payload, best));
    thread.execute(this::runBatch);
    return best;
  }

  /** Answers what waits, then frees the model; if interrupted, it does not wait for that. */
  @Override
  public void close() {
    // On its own thread: a run cannot be interrupted, and its memory must outlive it.
    thread.execute(
        () -> {
          batch.close();
          model.close();
        });
    thread.shutdown();
    try {
      var unused = thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runBatch() {
    List<Waiting> images = new ArrayList<>(batch.capacity());
    queue.drainTo(images, batch.capacity());
    if (images.isEmpty()) {
      return; // they were in an earlier batch
    }
    batches.inc();
    try {
      for (Waiting image : images) {
        batch.add(image.payload());
      }
      batch.run();
      for (int slot = 0; slot < images.size(); slot++) {
        answer(images.get(slot).best(), slot);
      }
    } catch (RuntimeException | Error e) {
      images.forEach(image -> image.best().completeExceptionally(e));
    } finally {
      batch.clear();
    }
  }

  private void answer(CompletableFuture<LabelScore> best, int slot) {
    try {
      best.complete(batch.top(slot, 1).get(0));
    } catch (InferenceException e) {
      best.completeExceptionally(e);
    }
  }
}
