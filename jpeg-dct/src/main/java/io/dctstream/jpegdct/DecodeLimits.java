package io.dctstream.jpegdct;

import java.io.Serializable;

/**
 * What a picture may cost. Each limit is checked before the memory or time is spent; a picture that
 * exceeds one is {@link JpegError#TOO_LARGE}.
 *
 * @param maxBytes length of the JPEG data
 * @param maxPixels width times height; decoding takes up to 8 bytes a pixel
 * @param maxScans scans of a progressive or non-interleaved picture
 */
public record DecodeLimits(int maxBytes, long maxPixels, int maxScans) implements Serializable {
  /** 32 MiB, 50 megapixels, 100 scans. */
  public static final DecodeLimits DEFAULT = new DecodeLimits(32 << 20, 50_000_000, 100);

  public DecodeLimits {
    if (maxBytes < 1 || maxPixels < 1 || maxScans < 1) {
      throw new IllegalArgumentException(
          "Decode limits are positive, not %d bytes, %d pixels, %d scans"
              .formatted(maxBytes, maxPixels, maxScans));
    }
  }
}
