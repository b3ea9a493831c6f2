package io.dctstream.job.archive;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Members of a shard that belong together, as in a WebDataset: an image and the text files whose
 * names differ from its own in the extension only.
 */
final class Sample {
  private final String key;
  private final Map<String, String> attributes = new HashMap<>();
  @Nullable private ImageRecord image;
  @Nullable private Reject reject;

  Sample(String key) {
    this.key = key;
  }

  /** A member's name without its extension. */
  static String key(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') ? name.substring(0, dot) : name;
  }

  boolean isOf(String otherKey) {
    return key.equals(otherKey);
  }

  /** Whether the image is there, good or bad. */
  boolean isComplete() {
    return image != null || reject != null;
  }

  void attribute(String name, String text) {
    attributes.put(name, text);
  }

  void image(Origin origin, long modified, byte[] jpeg) {
    image = new ImageRecord(origin.text(), origin, modified, jpeg);
  }

  void reject(Origin origin, long modified, RejectCode code, String message) {
    reject = new Reject(origin.text(), origin, modified, code, message, new byte[0]);
  }

  /** The image or its reject, with what stood beside it; nothing if there is no image. */
  Arrival arrival(long bytes, long skipped) {
    Map<String, String> beside = Map.copyOf(attributes);
    if (reject != null) {
      return Arrival.of(
          new Reject(
              reject.id(),
              reject.origin().with(beside),
              reject.timestamp(),
              reject.code(),
              reject.message(),
              reject.bytes()),
          bytes,
          skipped);
    }
    if (image != null) {
      return Arrival.of(
          new ImageRecord(
              image.id(), image.origin().with(beside), image.timestamp(), image.bytes()),
          bytes,
          skipped);
    }
    return Arrival.nothing(bytes, skipped);
  }
}
