package io.dctstream.train.data;

import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.train.network.NetworkInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Shuffled, augmented batches. While the network learns from some, a thread fills the next. Images
 * that do not fill a batch at the end of an epoch are left out of it.
 *
 * <p>Seed and epoch alone decide what is in an epoch's batches. Close it to end the thread.
 */
public final class TrainingBatches implements AutoCloseable {
  private final List<DecodedImage> images;
  private final RandomAugmentation augmentation;
  private final MixUp mixUp;
  private final double labelSmoothing;
  private final long seed;
  private final AtomicLong filled = new AtomicLong();
  private final AtomicLong fillNanos = new AtomicLong();
  private final Batch[] batches;
  private final ExecutorService filler =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "batch-filler");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param images to learn from, at all scales of the variation
   * @param input what the network reads
   * @param batchSize wanted; less if there are fewer images
   * @param classes number of labels
   * @param labelSmoothing see {@link io.dctstream.train.Recipe}
   * @param variation of the images
   * @param together how many batches are in use at the same time
   */
  public TrainingBatches(
      List<DecodedImage> images,
      NetworkInput input,
      TensorLayout layout,
      int batchSize,
      int classes,
      double labelSmoothing,
      Variation variation,
      long seed,
      int together) {
    this.images = List.copyOf(images);
    this.augmentation = new RandomAugmentation(layout, variation);
    this.mixUp = new MixUp(layout, variation.mixUp());
    this.labelSmoothing = labelSmoothing;
    this.seed = seed;
    int size = Math.min(batchSize, images.size());
    this.batches =
        Stream.generate(() -> new Batch(input, layout, size, classes))
            .limit(together + 1L)
            .toArray(Batch[]::new);
  }

  public int batchSize() {
    return batches[0].size();
  }

  /** How many batches an epoch has. */
  public int perEpoch() {
    return images.size() / batchSize();
  }

  /**
   * The batches of an epoch. A batch may be used until as many more are asked for as are in use
   * together.
   */
  public Iterator<Batch> epoch(int epoch) {
    return new Epoch(new Random(seed * 1_000_003 + epoch));
  }

  @Override
  public void close() {
    filler.shutdownNow();
  }

  /**
   * Images a second of the filling thread's time since the last call; to be asked for once an
   * epoch.
   */
  public double filledPerSecond() {
    return filled.getAndSet(0) * 1e9 / fillNanos.getAndSet(0);
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
            long start = System.nanoTime();
            for (int slot = 0; slot < batch.size(); slot++) {
              DecodedImage image = order.get(index * batch.size() + slot);
              augmentation.put(image, random, batch, slot);
              batch.putLabel(slot, image.label(), labelSmoothing);
            }
            mixUp.mix(batch, random);
            batch.complete();
            filled.addAndGet(batch.size());
            fillNanos.addAndGet(System.nanoTime() - start);
            return batch;
          },
          filler);
    }
  }
}
