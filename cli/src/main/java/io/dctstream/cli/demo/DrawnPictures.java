package io.dctstream.cli.demo;

import io.dctstream.contract.RejectCode;
import io.dctstream.samples.Damage;
import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Pictures drawn by program, one in a hundred of them damaged on purpose. They are drawn ahead, on
 * all cores, while the broker and the cluster start.
 */
final class DrawnPictures implements Pictures {
  /** Not a seed that a model is trained on. */
  private static final long SEED = 2018;

  private static final int ONE_IN = 100;

  private final SampleImages samples = new SampleImages(SEED);
  private final AtomicInteger ready = new AtomicInteger();
  private final ExecutorService painters =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          work -> {
            Thread painter = new Thread(work, "painter");
            painter.setDaemon(true);
            return painter;
          });
  private final List<CompletableFuture<Picture>> pictures;

  DrawnPictures(int count) {
    pictures =
        IntStream.range(0, count)
            .mapToObj(index -> CompletableFuture.supplyAsync(() -> draw(index), painters))
            .toList();
    painters.shutdown(); // once all are drawn
  }

  @Override
  public int count() {
    return pictures.size();
  }

  @Override
  public Picture get(int index) {
    return pictures.get(index).join();
  }

  @Override
  public int ready() {
    return ready.get();
  }

  @Override
  public void close() {
    painters.shutdownNow();
  }

  private Picture draw(int index) {
    SampleImage sample = samples.draw(index);
    Optional<Damage> damage = damage(index);
    byte[] jpeg = damage.map(d -> d.apply(sample.jpeg(), index)).orElse(sample.jpeg());
    ready.incrementAndGet();
    return new Picture(
        sample.id(), Optional.of(sample.label()), damage.map(DrawnPictures::reason), jpeg);
  }

  /** One picture in a hundred, each kind of damage in turn. */
  private static Optional<Damage> damage(int index) {
    Damage[] kinds = Damage.values();
    return index % ONE_IN == ONE_IN / 2
        ? Optional.of(kinds[index / ONE_IN % kinds.length])
        : Optional.empty();
  }

  private static RejectCode reason(Damage damage) {
    return switch (damage) {
      case TRUNCATED -> RejectCode.TRUNCATED;
      case GARBAGE, EMPTY, NOT_JPEG -> RejectCode.NOT_JPEG;
    };
  }
}
