package io.dctstream.jpegdct;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;

/**
 * Remembers where a {@link NativeHandle} was opened, and says so if it is garbage before it was
 * closed. Nothing is freed by that: the leak is to be found, not hidden. Only while the system
 * property {@value #PROPERTY} is {@code true}.
 */
final class HandleTrace implements Runnable {
  static final String PROPERTY = "dctstream.jpegdct.traceHandles";

  private static final HandleTrace OFF = new HandleTrace("", null);

  private final String owner;
  private volatile Throwable opened;

  private HandleTrace(String owner, Throwable opened) {
    this.owner = owner;
    this.opened = opened;
  }

  static HandleTrace of(NativeHandle handle, String owner) {
    if (!Boolean.getBoolean(PROPERTY)) {
      return OFF;
    }
    HandleTrace trace = new HandleTrace(owner, new Throwable(owner + " was opened here"));
    Watch.CLEANER.register(handle, trace);
    return trace;
  }

  void closed() {
    opened = null;
  }

  /** The handle is garbage. */
  @Override
  public void run() {
    if (opened != null) {
      System.getLogger(HandleTrace.class.getName())
          .log(
              Level.WARNING,
              "A %s was never closed; its native memory leaks".formatted(owner),
              opened);
    }
  }

  /** Starts its thread only where handles are traced. */
  private static final class Watch {
    static final Cleaner CLEANER = Cleaner.create();
  }
}
