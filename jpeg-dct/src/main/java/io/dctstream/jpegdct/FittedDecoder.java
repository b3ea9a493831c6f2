package io.dctstream.jpegdct;

import java.nio.ByteBuffer;

/**
 * JPEG bytes to a packed payload of one grid: upright (EXIF orientation applied), 4:2:0, fitted.
 * The one implementation that training, serving and evaluation share.
 *
 * <p>Owns native memory: close it. Not thread-safe: one decoder a thread; a thread that finds
 * another at it gets an {@link IllegalStateException}. In steady state it allocates nothing but the
 * payloads.
 */
public final class FittedDecoder implements AutoCloseable {
  private final BlockGrid grid;
  private final Fit fit;
  private final InputBuffer input;
  private final ByteBuffer output;
  private final DamagePolicy policy;
  private final JpegNative.Fitter fitter;
  private final JpegNative.Decoder decoder;
  private final NativeHandle handle;
  private Warnings warnings = Warnings.NONE;

  private FittedDecoder(BlockGrid grid, Fit fit, DecodeLimits limits, DamagePolicy policy) {
    this.policy = policy;
    this.grid = grid;
    this.fit = fit;
    this.input = new InputBuffer(limits.maxBytes());
    long blocks = (grid.lumaSize() + 2L * grid.chromaSize()) / BlockGrid.BLOCK_SIZE;
    this.output = ByteBuffer.allocateDirect((int) JpegNative.maxPayloadBytes(blocks));
    JpegNative.Fitter fitter =
        JpegNative.openFitter(limits.maxPixels(), limits.maxScans(), limits.maxScanPixels());
    if (fitter == null) {
      throw new OutOfMemoryError("libjpeg could not be started: no native memory");
    }
    this.fitter = fitter;
    this.decoder = JpegNative.decoderOf(fitter);
    this.handle = new NativeHandle("FittedDecoder", () -> JpegNative.closeFitter(fitter));
  }

  /** Opens a decoder. */
  public static FittedDecoder open(
      BlockGrid grid, Fit fit, DecodeLimits limits, DamagePolicy policy) {
    return new FittedDecoder(grid, fit, limits, policy);
  }

  /**
   * Decodes one picture.
   *
   * @return a {@link PackedPayload} in a new array
   * @throws JpegException if the picture cannot be decoded or fitted; the decoder stays usable
   * @throws IllegalStateException after {@link #close()}, or while another thread decodes
   */
  public byte[] decode(byte[] jpeg) throws JpegException {
    handle.enter();
    try {
      return pack(jpeg);
    } finally {
      handle.leave();
    }
  }

  private byte[] pack(byte[] jpeg) throws JpegException {
    warnings = Warnings.NONE;
    ByteBuffer data = input.fill(jpeg);
    long length =
        JpegNative.pack(
            fitter,
            data,
            jpeg.length,
            grid.width(),
            grid.height(),
            fit.nativeMode,
            policy.isLenient(),
            ExifOrientation.of(jpeg),
            output);
    if (length < 0) {
      throw JpegNative.exception((int) -length, decoder);
    }
    warnings = Warnings.of(decoder);
    byte[] payload = new byte[(int) length];
    output.get(0, payload);
    return payload;
  }

  /** What libjpeg warned about in the picture that {@link #decode} returned last. */
  public Warnings warnings() {
    return warnings;
  }

  /**
   * Frees the native memory. Closing twice does nothing.
   *
   * @throws IllegalStateException while another thread decodes
   */
  @Override
  public void close() {
    handle.close();
  }
}
