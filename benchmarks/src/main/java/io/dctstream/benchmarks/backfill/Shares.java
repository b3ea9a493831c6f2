package io.dctstream.benchmarks.backfill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Work that threads share: each takes the next image when it is ready, so that none waits. */
final class Shares {
  /** What one thread does. */
  interface Share {
    /**
     * Does it.
     *
     * @param thread its number
     * @param next the index of an image that nobody else gets; -1 when there is no more
     */
    void work(int thread, IntSupplier next) throws Exception;
  }

  private Shares() {}

  /** Waits until all threads have done their share. */
  static void work(int threads, int images, Share share)
      throws InterruptedException, ExecutionException {
    AtomicInteger taken = new AtomicInteger();
    IntSupplier next =
        () -> {
          int image = taken.getAndIncrement();
          return image < images ? image : -1;
        };
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> shares = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        shares.add(
            pool.submit(
                () -> {
                  share.work(thread, next);
                  return null;
                }));
      }
      for (Future<?> each : shares) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** The images of a folder, by name. */
  static List<Path> images(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }
}
