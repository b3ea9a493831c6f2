package io.dctstream.train.data;

import java.util.List;

/**
 * An image as training keeps it.
 *
 * @param name the image's name
 * @param label index of its class
 * @param payloads its coefficients, packed by {@link io.dctstream.jpegdct.FittedDecoder}: as it is
 *     served, then at other scales
 */
public record DecodedImage(String name, int label, List<PayloadStore.Kept> payloads) {
  public DecodedImage {
    payloads = List.copyOf(payloads);
  }

  /** The image without its other scales. */
  DecodedImage asServed() {
    return new DecodedImage(name, label, payloads.subList(0, 1));
  }

  /** The coefficients as they are served. */
  byte[] payload() {
    return payloads.get(0).bytes();
  }
}
