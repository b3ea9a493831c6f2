package io.dctstream.jpegdct;

import java.io.Serializable;

/**
 * What a picture may cost. Each limit is checked before the memory or time is spent; a picture that
 * exceeds one is {@link JpegError#TOO_LARGE}.
 *
 * @param maxBytes length of the JPEG data
 * @param maxPixels width times height; decoding takes up to 8 bytes a pixel
 * @param maxScans scans of a progressive or non-interleaved picture
 * @param maxScanPixels pixels times scans, at least {@code maxPixels}: every scan walks over the
 *     whole picture, even one that takes a few bytes of the file
 */
public record DecodeLimits(int maxBytes, long maxPixels, int maxScans, long maxScanPixels)
    implements Serializable {
  /**
   * 32 MiB, 50 megapixels, 100 scans, and 500 megapixels of all scans together: a picture of 50
   * megapixels may have the ten scans that libjpeg writes, one of 5 megapixels 100. The worst scans
   * that were found take 1.7 nanoseconds a pixel, arithmetic-coded ones that fill the bytes 6: a
   * hostile file holds its thread for one second, or three.
   */
  public static final DecodeLimits DEFAULT =
      new DecodeLimits(32 << 20, 50_000_000, 100, 500_000_000);

  public DecodeLimits {
    if (maxBytes < 1 || maxPixels < 1 || maxScans < 1) {
      throw new IllegalArgumentException(
          "Decode limits are positive, not %d bytes, %d pixels, %d scans"
              .formatted(maxBytes, maxPixels, maxScans));
    }
    if (maxScanPixels < maxPixels) {
      throw new IllegalArgumentException(
          "The limit of %d pixels of all scans together would refuse a single scan of %d pixels"
              .formatted(maxScanPixels, maxPixels));
    }
  }
}
