package io.dctstream.cli;

/**
 * A command could not do what was asked. The message is one sentence that names the file, option or
 * address and says what to do.
 */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  public CommandException(String message) {
    super(message);
  }

  public CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
