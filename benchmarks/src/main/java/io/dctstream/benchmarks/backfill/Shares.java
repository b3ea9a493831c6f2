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
import java.util.stream.Stream;

/** Work that threads share: of n threads each takes every n-th image. */
final class Shares {
  /** What one thread does. */
  interface Share {
    /**
     * Does it.
     *
     * @param from its first image; the step to its next is the number of threads
     */
    void work(int from) throws Exception;
  }

  private Shares() {}

  /** Waits until all threads have done their share. */
  static void work(int threads, Share share) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> shares = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int from = i;
        shares.add(
            pool.submit(
                () -> {
                  share.work(from);
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
