package io.dctstream.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in order when the user presses Ctrl-C: the command looks at {@link #check()}
 * now and then, and the process waits until it has cleaned up and closed this. Open it before all
 * that must be closed.
 */
public final class CtrlC implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::pressed, "ctrl-c");
  private volatile boolean pressed;

  private CtrlC() {}

  /** Begins to listen. */
  public static CtrlC listen() {
    CtrlC ctrlC = new CtrlC();
    Runtime.getRuntime().addShutdownHook(ctrlC.hook);
    return ctrlC;
  }

  /**
   * Goes on unless Ctrl-C was pressed.
   *
   * @throws InterruptedException if it was
   */
  public void check() throws InterruptedException {
    if (pressed) {
      throw new InterruptedException();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    if (!pressed) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void pressed() {
    pressed = true;
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Not everything could be closed; it ends with the process");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
