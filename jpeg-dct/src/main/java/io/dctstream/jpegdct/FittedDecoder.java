package io.dctstream.jpegdct;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * JPEG bytes to the coefficients of one grid: upright (EXIF orientation applied), 4:2:0, fitted.
 * They come as a packed payload, to be sent or kept, or straight as the floats of a network's
 * input; both ways give the same numbers. The one implementation that training, serving and
 * evaluation share.
 *
 * <p>Owns native memory: close it. Not thread-safe: one decoder a thread; a thread that finds
 * another at it gets an {@link IllegalStateException}. In steady state it allocates nothing but the
 * payloads.
 */
public final class FittedDecoder implements AutoCloseable {
  /** More than the markers of a file with tables take. */
  private static final int HEADER_BYTES = 1 << 12;

  /** Times that the entropy-coded data may be longer than a payload: nothing comes near. */
  private static final int LONGEST_CODES = 4;

  private final BlockGrid grid;
  private final InputBuffer input;
  private final byte[] payload;
  private final JpegNative.Fitter fitter;
  private final JpegNative.Decoder decoder;
  private final NativeHandle handle;
  private Warnings warnings = Warnings.NONE;

  /** Where JPEG files are written; null until the first. */
  private ByteBuffer file;

  private FittedDecoder(BlockGrid grid, Fit fit, DecodeLimits limits, DamagePolicy policy) {
    this.grid = grid;
    this.input = new InputBuffer(limits.maxBytes());
    long blocks = grid.lumaBlocks() + 2L * grid.chromaBlocks();
    this.payload = new byte[(int) JpegNative.maxPayloadBytes(blocks)];
    JpegNative.Fitter fitter =
        JpegNative.openFitter(
            limits.maxPixels(),
            limits.maxScans(),
            limits.maxScanPixels(),
            fit.nativeMode,
            policy.isLenient(),
            grid.width(),
            grid.height());
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
   * Decodes one picture to a payload.
   *
   * @return a {@link PackedPayload} in a new array
   * @throws JpegException if the picture cannot be decoded or fitted; the decoder stays usable
   * @throws IllegalStateException after {@link #close()}, or while another thread decodes
   */
  public byte[] decode(byte[] jpeg) throws JpegException {
    handle.enter();
    try {
      fit(jpeg);
      return Arrays.copyOf(payload, (int) JpegNative.writePayload(fitter, payload));
    } finally {
      handle.leave();
    }
  }

  /**
   * Decodes one picture to de-quantised coefficients in one slot of a batch's tensors, which is
   * overwritten whole: the same as unpacking the payload, without the payload.
   *
   * @param layout of the tensors, on this decoder's grid
   * @param slot index of the picture in the batch
   * @throws JpegException if the picture cannot be decoded or fitted; the decoder stays usable and
   *     the slot's content is as it was
   * @throws IllegalArgumentException if the tensors have no such slot, or the layout another grid
   * @throws IllegalStateException after {@link #close()}, or while another thread decodes
   */
  public void decode(byte[] jpeg, TensorLayout layout, Planes batch, int slot)
      throws JpegException {
    if (!layout.grid().equals(grid)) {
      throw new IllegalArgumentException(
          "The decoder has a grid of %s blocks, the tensors %s".formatted(grid, layout.grid()));
    }
    batch.requireSlot("batch", layout, slot);
    handle.enter();
    try {
      fit(jpeg);
      JpegNative.writeTensors(
          fitter,
          layout.lumaMask(),
          layout.chromaMask(),
          batch.y(),
          batch.cb(),
          batch.cr(),
          Planes.offset(batch.y(), slot, layout.lumaSize()),
          Planes.offset(batch.cb(), slot, layout.chromaSize()),
          Planes.offset(batch.cr(), slot, layout.chromaSize()));
    } finally {
      handle.leave();
    }
  }

  /**
   * Fits one picture and stores it as a JPEG file, which any decoder reads: upright, of the grid's
   * size, 4:2:0. A decoder of the same grid makes of it exactly the payload that it makes of the
   * picture itself, only sooner. The file has none of the picture's metadata.
   *
   * @return a JPEG file in a new array
   * @throws JpegException if the picture cannot be decoded, fitted or stored; the decoder stays
   *     usable
   * @throws IllegalStateException after {@link #close()}, or while another thread decodes
   */
  public byte[] normalise(byte[] jpeg) throws JpegException {
    handle.enter();
    try {
      fit(jpeg);
      if (file == null) {
        file = ByteBuffer.allocateDirect(HEADER_BYTES + payload.length * LONGEST_CODES);
      }
      long length = JpegNative.writeJpeg(fitter, file, file.capacity());
      if (length < 0) {
        throw new JpegException(JpegError.UNSUPPORTED, JpegNative.message(decoder));
      }
      byte[] bytes = new byte[(int) length];
      file.get(0, bytes);
      return bytes;
    } finally {
      handle.leave();
    }
  }

  /** Decodes one picture into the native fitter. */
  private void fit(byte[] jpeg) throws JpegException {
    warnings = Warnings.NONE;
    int orientation = ExifOrientation.of(jpeg);
    int status = JpegNative.fit(fitter, input.fill(jpeg), jpeg.length, orientation);
    if (status != JpegNative.OK) {
      throw JpegNative.exception(status, decoder);
    }
    warnings = Warnings.of(decoder);
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
