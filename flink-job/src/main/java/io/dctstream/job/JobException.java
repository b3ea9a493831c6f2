package io.dctstream.job;

/**
 * A job that cannot be submitted. The message is one sentence for the user, which names what is
 * wrong and says what to do.
 */
public final class JobException extends Exception {
  private static final long serialVersionUID = 1L;

  public JobException(String message) {
    super(message);
  }

  public JobException(String message, Throwable cause) {
    super(message, cause);
  }
}
