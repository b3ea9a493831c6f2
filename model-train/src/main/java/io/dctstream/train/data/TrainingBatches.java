package io.dctstream.train.data;

import io.dctstream.jpegdct.BlockGrid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shuffled, augmented batches. While the network learns from one batch, a thread fills the other of
 * two. Images that do not fill a batch at the end of an epoch are left out of it.
 *
 * <p>Seed and epoch alone decide what is in an epoch's batches. Close it to end the thread.
 */
public final class TrainingBatches implements AutoCloseable {
  private final List<DecodedImage> images;
  private final RandomAugmentation augmentation;
  private final double labelSmoothing;
  private final long seed;
  private final Batch[] batches;
  private final ExecutorService filler =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "batch-filler");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param images to learn from
   * @param batchSize wanted; less if there are fewer images
   * @param classes number of labels
   * @param labelSmoothing see {@link io.dctstream.train.Recipe}
   * @param jitter see {@link io.dctstream.train.Recipe}
   */
  public TrainingBatches(
      List<DecodedImage> images,
      BlockGrid grid,
      int batchSize,
      int classes,
      double labelSmoothing,
      double jitter,
      long seed) {
    this.images = List.copyOf(images);
    this.augmentation = new RandomAugmentation(grid, jitter);
    this.labelSmoothing = labelSmoothing;
    this.seed = seed;
    int size = Math.min(batchSize, images.size());
    this.batches = new Batch[] {new Batch(grid, size, classes), new Batch(grid, size, classes)};
  }

  public int batchSize() {
    return batches[0].size();
  }

  /** How many batches an epoch has. */
  public int perEpoch() {
    return images.size() / batchSize();
  }

  /** The batches of an epoch. A batch may be used until the next one is asked for. */
  public Iterator<Batch> epoch(int epoch) {
    return new Epoch(new Random(seed * 1_000_003 + epoch));
  }

  @Override
  public void close() {
    filler.shutdownNow();
  }

  private final class Epoch implements Iterator<Batch> {
    private final Random random;
    private final List<DecodedImage> order;
    private int given;
    private CompletableFuture<Batch> next;

    Epoch(Random random) {
      this.random = random;
      this.order = new ArrayList<>(images);
      Collections.shuffle(order, random);
      this.next = fill(0);
    }

    @Override
    public boolean hasNext() {
      return given < perEpoch();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Batch batch = next.join();
      given++;
      if (hasNext()) {
        next = fill(given);
      }
      return batch;
    }

    private CompletableFuture<Batch> fill(int index) {
      Batch batch = batches[index % batches.length];
      return CompletableFuture.supplyAsync(
          () -> {
            for (int slot = 0; slot < batch.size(); slot++) {
              DecodedImage image = order.get(index * batch.size() + slot);
              augmentation.put(image, random, batch, slot);
              batch.putLabel(slot, image.label(), labelSmoothing);
            }
            return batch;
          },
          filler);
    }
  }
}
