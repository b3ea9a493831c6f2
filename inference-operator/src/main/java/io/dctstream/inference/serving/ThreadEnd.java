package io.dctstream.inference.serving;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The end of a thread that works in native memory, which must not be freed before. */
public final class ThreadEnd {
  private ThreadEnd() {}

  /** Takes no more work and waits for what has begun, even if the caller is interrupted. */
  public static void await(ExecutorService thread) {
    thread.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
