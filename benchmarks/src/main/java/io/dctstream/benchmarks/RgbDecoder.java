package io.dctstream.benchmarks;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DecodeLimits;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * JPEG bytes to normalised RGB floats through the libjpeg-turbo that {@code jpeg-dct} uses, with
 * reused buffers, the fit {@link io.dctstream.jpegdct.Fit#RESIZE} and the same resampling filter.
 *
 * <p>Owns native memory: close it once. Not thread-safe.
 */
public final class RgbDecoder implements AutoCloseable {
  /** How exactly libjpeg computes the pixels. */
  public enum Effort {
    /** libjpeg's defaults: exact integer inverse DCT, smooth chroma upsampling. */
    DEFAULT,
    /** The quickest it offers: {@code JDCT_IFAST} and replicated chroma. */
    FAST
  }

  private final BlockGrid grid;
  private final Effort effort;
  private final RgbNative.Handle handle;
  private ByteBuffer input = ByteBuffer.allocateDirect(64 << 10);

  public RgbDecoder(BlockGrid grid, Effort effort) {
    this.grid = grid;
    this.effort = effort;
    this.handle =
        RgbNative.open(
            DecodeLimits.DEFAULT.maxPixels(),
            DecodeLimits.DEFAULT.maxScans(),
            DecodeLimits.DEFAULT.maxScanPixels());
  }

  /**
   * Decodes one picture.
   *
   * @param out direct, of native order; receives [3, height, width] from its first place on
   */
  public void decode(byte[] jpeg, FloatBuffer out) {
    if (jpeg.length > input.capacity()) {
      input = ByteBuffer.allocateDirect(2 * jpeg.length);
    }
    input.put(0, jpeg);
    boolean fast = effort == Effort.FAST;
    int status =
        RgbNative.decode(handle, input, jpeg.length, fast, grid.width(), grid.height(), out);
    if (status != 0) {
      throw new IllegalArgumentException(RgbNative.message(handle));
    }
  }

  @Override
  public void close() {
    RgbNative.close(handle);
  }
}
