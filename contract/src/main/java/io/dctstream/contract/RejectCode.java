package io.dctstream.contract;

import io.dctstream.jpegdct.JpegError;

/** Why an image has no prediction. */
public enum RejectCode {
  NOT_JPEG,
  CORRUPT,
  TRUNCATED,
  UNSUPPORTED,
  TOO_LARGE,
  /** The file or archive could not be read, or no further. Its reject has no bytes. */
  UNREADABLE,
  /** The coefficients are good but the model failed on this image. */
  INFERENCE_FAILED;

  /** The code of a decoding error. */
  public static RejectCode of(JpegError error) {
    return switch (error) {
      case NOT_JPEG -> NOT_JPEG;
      case CORRUPT -> CORRUPT;
      case TRUNCATED -> TRUNCATED;
      case UNSUPPORTED -> UNSUPPORTED;
      case TOO_LARGE -> TOO_LARGE;
    };
  }
}
