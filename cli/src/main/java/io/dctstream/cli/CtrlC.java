package io.dctstream.cli;

import java.util.concurrent.atomic.AtomicReference;
import org.jline.utils.Signals;

/**
 * Lets a command end in order when the user presses Ctrl-C or the process is told to terminate: the
 * command looks at {@link #check()} now and then and closes what it has opened. A shutdown hook
 * would come too late, because libraries have theirs: ONNX Runtime frees its memory under a model
 * that still runs. Who presses a second time does not wait.
 */
public final class CtrlC implements AutoCloseable {
  /** What shells say of a process that was interrupted. */
  static final int EXIT_CODE = 130;

  private static final AtomicReference<CtrlC> LISTENING = new AtomicReference<>();

  private final Object interrupt = Signals.register("INT", CtrlC::press);
  private final Object terminate = Signals.register("TERM", CtrlC::press);
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
    Signals.unregister("INT", interrupt);
    Signals.unregister("TERM", terminate);
  }

  /** What happens when the user presses Ctrl-C. */
  static void press() {
    CtrlC listener = LISTENING.get();
    if (listener == null || listener.pressed) {
      Runtime.getRuntime().halt(EXIT_CODE);
    } else {
      listener.pressed = true;
    }
  }
}
