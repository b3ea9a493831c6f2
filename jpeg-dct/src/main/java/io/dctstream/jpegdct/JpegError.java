package io.dctstream.jpegdct;

/** Why a picture could not be decoded. The order is part of the native interface. */
public enum JpegError {
  /** The bytes do not begin as a JPEG does. */
  NOT_JPEG,
  /** The bytes break the rules of ITU T.81, so that coefficients are missing or wrong. */
  CORRUPT,
  /** The bytes end before the picture does. */
  TRUNCATED,
  /**
   * A JPEG of a kind that is not decoded here: lossless, not of 8 bits a sample, of unknown
   * colours, or of a size that the {@link Fit} refuses.
   */
  UNSUPPORTED,
  /** More bytes, pixels or scans than the {@link DecodeLimits} allow. */
  TOO_LARGE;

  /** The error that a native status other than {@link JpegNative#OK} means. */
  static JpegError ofStatus(int status) {
    return values()[status - 1];
  }
}
