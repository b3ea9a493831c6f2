package io.dctstream.job.archive;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Reject;
import javax.annotation.Nullable;

/**
 * What came out of an archive: an image, something that could not be read, or neither where the
 * rest of a shard holds no image.
 *
 * @param image an image
 * @param reject what could not be read
 * @param bytes bytes of the archive, as it is stored, that were read since the arrival before
 * @param skipped members since the arrival before that were passed over, because they are no images
 */
public record Arrival(
    @Nullable ImageRecord image, @Nullable Reject reject, long bytes, long skipped) {
  /** An image, and what was read for it. */
  public static Arrival of(ImageRecord image, long bytes, long skipped) {
    return new Arrival(image, null, bytes, skipped);
  }

  static Arrival of(Reject reject, long bytes, long skipped) {
    return new Arrival(null, reject, bytes, skipped);
  }

  static Arrival nothing(long bytes, long skipped) {
    return new Arrival(null, null, bytes, skipped);
  }
}
