package io.dctstream.inference;

/** A device that was asked for and cannot run models; the message names what is missing. */
public final class DeviceException extends Exception {
  private static final long serialVersionUID = 1L;

  DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
