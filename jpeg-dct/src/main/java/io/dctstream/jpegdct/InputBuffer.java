package io.dctstream.jpegdct;

import java.nio.ByteBuffer;

/**
 * The JPEG data of one picture, outside the heap, where libjpeg can read it. Reused; grows to the
 * longest picture seen, within the limit.
 */
final class InputBuffer {
  private static final int FIRST_CAPACITY = 64 << 10;

  private final int maxBytes;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(FIRST_CAPACITY);

  InputBuffer(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Copies a picture in, valid until the next call. */
  ByteBuffer fill(byte[] jpeg) throws JpegException {
    if (jpeg.length > maxBytes) {
      throw new JpegException(
          JpegError.TOO_LARGE, "it has %d bytes; the limit is %d".formatted(jpeg.length, maxBytes));
    }
    if (jpeg.length > buffer.capacity()) {
      long grown = Math.max(jpeg.length, Math.min(maxBytes, 2L * buffer.capacity()));
      buffer = ByteBuffer.allocateDirect((int) grown);
    }
    return buffer.put(0, jpeg);
  }
}
