package io.dctstream.job.sql;

import io.dctstream.contract.LabelScore;
import io.dctstream.contract.ModelContract;
import io.dctstream.inference.Batch;
import io.dctstream.inference.InferenceException;
import io.dctstream.inference.serving.LoadedModel;
import io.dctstream.inference.serving.ThreadEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;

/**
 * A thread on which a model classifies, in batches that form while it is busy: a free model takes
 * what waits, up to the size of a batch. How much may wait is for the caller to bound. Another
 * model can take over between two batches.
 *
 * <p>Models are their owner's: close them when this is closed.
 */
final class ModelThread implements AutoCloseable {
  /**
   * What became of an image.
   *
   * @param model which said so
   */
  record Labelled(LabelScore best, ModelContract model) {}

  private record Waiting(byte[] payload, CompletableFuture<Labelled> labelled) {}

  private final Counter batches;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new ExecutorThreadFactory("model"));

  /** Used and changed on the thread only. */
  private LoadedModel model;

  /**
   * @param batches counts the runs of the models
   */
  ModelThread(LoadedModel model, Counter batches) {
    this.model = model;
    this.batches = batches;
  }

  /**
   * Classifies an image, soon.
   *
   * @param payload of the models' grid
   * @return its best label; fails with an {@link InferenceException} if the model does on it
   */
  CompletableFuture<Labelled> classify(byte[] payload) {
    CompletableFuture<Labelled> labelled = new CompletableFuture<>();
    queue.add(new Waiting(payload, labelled));
    thread.execute(this::runBatch);
    return labelled;
  }

  /**
   * Lets another model classify from now on; nothing happens once this is closed.
   *
   * @param retire is told which model has run its last batch
   */
  void swap(LoadedModel next, Consumer<LoadedModel> retire) {
    try {
      thread.execute(
          () -> {
            LoadedModel before = model;
            model = next;
            retire.accept(before);
          });
    } catch (RejectedExecutionException e) {
      // No image will come any more.
    }
  }

  /** Answers what waits. */
  @Override
  public void close() {
    ThreadEnd.await(thread);
  }

  private void runBatch() {
    Batch batch = model.batches().get(0);
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
        answer(images.get(slot).labelled(), batch, slot);
      }
    } catch (RuntimeException | Error e) {
      images.forEach(image -> image.labelled().completeExceptionally(e));
    } finally {
      batch.clear();
    }
  }

  private void answer(CompletableFuture<Labelled> labelled, Batch batch, int slot) {
    try {
      labelled.complete(new Labelled(batch.top(slot, 1).get(0), model.contract()));
    } catch (InferenceException e) {
      labelled.completeExceptionally(e);
    }
  }
}
