package io.dctstream.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets a command end in order when the user presses Ctrl-C: the command looks at {@link #check()}
 * now and then, and the process waits until it has closed all that it opened, and this last.
 */
public final class CtrlC implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private static final AtomicReference<CtrlC> LISTENING = new AtomicReference<>();

  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean pressed;

  private CtrlC() {}

  /** Begins to listen; open it before all that must be closed. */
  public static CtrlC listen() {
    CtrlC ctrlC = new CtrlC();
    LISTENING.set(ctrlC);
    return ctrlC;
  }

  /**
   * Goes on unless Ctrl-C was pressed.
   *
   * @throws InterruptedException if it was
   */
  public void check() throws InterruptedException {
    if (pressed) {
      throw new InterruptedException("Ctrl-C");
    }
  }

  @Override
  public void close() {
    LISTENING.set(null);
    closed.countDown();
  }

  /** Stops the command that listens, if there is one, and waits until it has closed. */
  static void press() throws InterruptedException {
    CtrlC listener = LISTENING.get();
    if (listener != null) {
      listener.pressed = true;
      if (!listener.closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Not everything could be closed; it ends with the process");
      }
    }
  }
}
