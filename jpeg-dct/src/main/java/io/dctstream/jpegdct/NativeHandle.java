package io.dctstream.jpegdct;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The right to use one native object: one thread at a time, until it is closed. Whoever breaks that
 * gets an exception, where the native code would crash. Never waits.
 */
final class NativeHandle implements AutoCloseable {
  private enum State {
    FREE,
    IN_USE,
    CLOSED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.FREE);
  private final String owner;
  private final Runnable free;
  private final HandleTrace trace;

  /**
   * @param owner the name of the class that the handle belongs to, for messages
   * @param free frees the native object; runs once
   */
  NativeHandle(String owner, Runnable free) {
    this.owner = owner;
    this.free = free;
    this.trace = HandleTrace.of(this, owner);
  }

  /**
   * Begins a use, which {@link #leave} ends.
   *
   * @throws IllegalStateException if another thread is at it, or after {@link #close}
   */
  void enter() {
    take(State.IN_USE);
  }

  void leave() {
    state.set(State.FREE);
  }

  /**
   * Frees the native object; nothing the second time.
   *
   * @throws IllegalStateException if another thread uses it now
   */
  @Override
  public void close() {
    if (state.get() != State.CLOSED) {
      take(State.CLOSED);
      trace.closed();
      free.run();
    }
  }

  private void take(State next) {
    State found = state.compareAndExchange(State.FREE, next);
    if (found == State.CLOSED) {
      throw new IllegalStateException("This %s is closed".formatted(owner));
    }
    if (found == State.IN_USE) {
      throw new IllegalStateException(
          "This %s is in use by another thread; open one for each thread".formatted(owner));
    }
  }
}
