package io.dctstream.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Warnings that may come often: of one cause there is a line at most once a minute, which says how
 * many were left out. Not thread-safe.
 */
public final class QuietLog {
  private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final class Cause {
    private boolean spoken;
    private long spokenAt;
    private long leftOut;
  }

  private final Logger log;
  private final Map<String, Cause> causes = new HashMap<>();

  public QuietLog(Logger log) {
    this.log = log;
  }

  /**
   * Warns, unless the cause had its line within the last minute.
   *
   * @param cause tells one kind of warning from another; one of a few words
   * @param message names the origin and the version
   */
  public void warn(String cause, String message) {
    Cause known = causes.computeIfAbsent(cause, first -> new Cause());
    long now = System.nanoTime();
    if (known.spoken && now - known.spokenAt < SILENCE_NANOS) {
      known.leftOut++;
      return;
    }
    String more = known.leftOut == 0 ? "" : " (and %d like it before)".formatted(known.leftOut);
    log.warn("{}{}", message, more);
    known.spoken = true;
    known.spokenAt = now;
    known.leftOut = 0;
  }
}
