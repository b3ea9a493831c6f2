package io.dctstream.cli.traffic;

import io.dctstream.contract.RejectCode;
import io.dctstream.samples.Damage;
import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Pictures drawn by program, one in a hundred of them damaged on purpose. */
public final class DrawnPictures implements Pictures {
  /** Not a seed that a model is trained on. */
  private static final long SEED = 2018;

  private static final int ONE_IN = 100;

  private final SampleImages samples = new SampleImages(SEED);
  private final int count;
  private Picture[] drawn = {};

  public DrawnPictures(int count) {
    this.count = count;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public Picture get(int index) {
    return index < drawn.length && drawn[index] != null ? drawn[index] : draw(index);
  }

  /** Draws all pictures, on all cores. */
  @Override
  public void prepare(Progress progress) throws InterruptedException {
    drawn = new Picture[count];
    ExecutorService painters =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<CompletableFuture<Picture>> pictures =
          IntStream.range(0, drawn.length)
              .mapToObj(index -> CompletableFuture.supplyAsync(() -> draw(index), painters))
              .toList();
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = pictures.get(i).join();
        progress.ready(i + 1);
      }
    } finally {
      painters.shutdownNow();
    }
  }

  private Picture draw(int index) {
    SampleImage sample = samples.draw(index);
    Optional<Damage> damage = damage(index);
    byte[] jpeg = damage.map(kind -> kind.apply(sample.jpeg(), index)).orElse(sample.jpeg());
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
