package io.dctstream.jpegdct;

/**
 * A picture that could not be decoded. It harms only itself: the decoder that threw this goes on
 * with the next one. Carries no stack trace, because damaged pictures are data, not faults of the
 * program.
 */
public final class JpegException extends Exception {
  private static final long serialVersionUID = 1L;

  private final JpegError error;

  public JpegException(JpegError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  public JpegError error() {
    return error;
  }
}
