package io.dctstream.inference;

/**
 * An image that the model failed on. It harms only itself: the others of its batch have their
 * predictions. Carries no stack trace, because such images are data, not faults of the program.
 */
public final class InferenceException extends Exception {
  private static final long serialVersionUID = 1L;

  InferenceException(String message) {
    super(message, null, false, false);
  }
}
