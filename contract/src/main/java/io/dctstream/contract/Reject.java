package io.dctstream.contract;

/**
 * An image that could not be classified, whole, so that nothing is lost.
 *
 * @param id as in {@link ImageRecord}
 * @param origin as in {@link ImageRecord}
 * @param timestamp as in {@link ImageRecord}
 * @param code the kind of reason
 * @param message the reason, one sentence
 * @param bytes the bytes as they arrived; the packed payload for {@link
 *     RejectCode#INFERENCE_FAILED}
 */
public record Reject(
    String id, Origin origin, long timestamp, RejectCode code, String message, byte[] bytes) {
  /** The reject of an image that could not be decoded. */
  public static Reject of(ImageRecord image, RejectCode code, String message) {
    return new Reject(image.id(), image.origin(), image.timestamp(), code, message, image.bytes());
  }

  /** The reject of an image that was decoded but could not be classified. */
  public static Reject of(PackedImage image, String message) {
    return new Reject(
        image.id(),
        image.origin(),
        image.timestamp(),
        RejectCode.INFERENCE_FAILED,
        message,
        image.payload());
  }
}
