package io.dctstream.jpegdct;

/** What becomes of a picture that libjpeg decodes, but not without a warning. */
public enum DamagePolicy {
  /**
   * It is refused, as {@link JpegError#TRUNCATED} or {@link JpegError#CORRUPT}, if coefficients may
   * be missing or wrong. Oddities that leave them right, such as bytes between segments or a
   * missing end-of-image marker, are accepted.
   */
  STRICT,
  /**
   * It is accepted with the coefficients that libjpeg's own tools would see: what is missing is
   * zero, or as an earlier scan left it. {@link Warnings} tell. A picture is refused as {@link
   * JpegError#TRUNCATED} only if no scan of one of its components has begun. Errors that are fatal
   * to libjpeg are fatal here, too.
   */
  LENIENT;

  boolean isLenient() {
    return this == LENIENT;
  }
}
