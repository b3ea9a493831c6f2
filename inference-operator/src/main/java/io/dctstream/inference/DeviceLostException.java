package io.dctstream.inference;

/**
 * ONNX Runtime fails whatever the image is: a GPU fell out, or has no memory left for a single
 * image. The images are not to blame, so none may become a reject; the job has to start again.
 */
public final class DeviceLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeviceLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
