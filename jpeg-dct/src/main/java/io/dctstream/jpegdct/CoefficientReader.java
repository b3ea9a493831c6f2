package io.dctstream.jpegdct;

import io.dctstream.jpegdct.JpegNative.ComponentInfo;
import io.dctstream.jpegdct.JpegNative.Info;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * JPEG bytes to the quantised coefficients of the whole picture, as they stand in the file: any
 * sampling, any colour space, not turned upright. Entropy decoding goes straight into one direct
 * buffer, which is reused and grows to the largest picture seen.
 *
 * <p>Owns native memory: close it. Not thread-safe: one reader a thread; a thread that finds
 * another at it gets an {@link IllegalStateException}.
 */
public final class CoefficientReader implements AutoCloseable {
  private static final int FIRST_BLOCKS = 4096;
  private static final int MAX_COMPONENTS = 4;

  private final InputBuffer input;
  private final IntBuffer info = direct(JpegNative.INFO_SIZE * Integer.BYTES).asIntBuffer();
  private final ShortBuffer tables =
      direct(MAX_COMPONENTS * BlockGrid.BLOCK_SIZE * Short.BYTES).asShortBuffer();
  private ShortBuffer blocks = blocks(FIRST_BLOCKS);
  private final DamagePolicy policy;
  private final JpegNative.Decoder decoder;
  private final NativeHandle handle;

  private CoefficientReader(DecodeLimits limits, DamagePolicy policy) {
    this.policy = policy;
    this.input = new InputBuffer(limits.maxBytes());
    JpegNative.Decoder decoder =
        JpegNative.open(limits.maxPixels(), limits.maxScans(), limits.maxScanPixels());
    if (decoder == null) {
      throw new OutOfMemoryError("libjpeg could not be started: no native memory");
    }
    this.decoder = decoder;
    this.handle = new NativeHandle("CoefficientReader", () -> JpegNative.close(decoder));
  }

  /** Opens a reader. */
  public static CoefficientReader open(DecodeLimits limits, DamagePolicy policy) {
    return new CoefficientReader(limits, policy);
  }

  /**
   * Reads one picture.
   *
   * @return views of this reader's buffer, valid until the next call or {@link #close()}
   * @throws JpegException if the picture cannot be decoded; the reader stays usable
   * @throws IllegalStateException after {@link #close()}, or while another thread reads
   */
  public JpegCoefficients read(byte[] jpeg) throws JpegException {
    handle.enter();
    try {
      return readInside(jpeg);
    } finally {
      handle.leave();
    }
  }

  private JpegCoefficients readInside(byte[] jpeg) throws JpegException {
    ByteBuffer data = input.fill(jpeg);
    int status = read(data, jpeg.length);
    if (status == JpegNative.BUFFER_TOO_SMALL) {
      blocks = blocks(info.get(Info.NEED));
      status = read(data, jpeg.length);
    }
    if (status != JpegNative.OK) {
      throw JpegNative.exception(status, decoder);
    }
    return describe();
  }

  /**
   * Frees the native memory. Closing twice does nothing.
   *
   * @throws IllegalStateException while another thread reads
   */
  @Override
  public void close() {
    handle.close();
  }

  private int read(ByteBuffer data, int length) {
    return JpegNative.read(
        decoder, data, length, policy.isLenient(), blocks, blocks.capacity(), tables, info);
  }

  private JpegCoefficients describe() {
    int components = info.get(Info.COMPONENTS);
    List<JpegCoefficients.Component> list = new ArrayList<>(components);
    for (int i = 0; i < components; i++) {
      int fields = Info.COMPONENT_0 + i * ComponentInfo.FIELDS;
      int stride = info.get(fields + ComponentInfo.STRIDE);
      int high = info.get(fields + ComponentInfo.BLOCKS_HIGH);
      int offset = info.get(fields + ComponentInfo.OFFSET);
      list.add(
          new JpegCoefficients.Component(
              info.get(fields + ComponentInfo.H_SAMPLING),
              info.get(fields + ComponentInfo.V_SAMPLING),
              info.get(fields + ComponentInfo.BLOCKS_WIDE),
              high,
              stride,
              slice(blocks, offset, stride * high),
              slice(tables, i, 1)));
    }
    return new JpegCoefficients(
        info.get(Info.WIDTH),
        info.get(Info.HEIGHT),
        ColourSpace.ofLibjpeg(info.get(Info.COLOR_SPACE)),
        info.get(Info.PROGRESSIVE) != 0,
        List.copyOf(list),
        Warnings.of(decoder));
  }

  private static ShortBuffer slice(ShortBuffer buffer, int firstBlock, int count) {
    return buffer
        .slice(firstBlock * BlockGrid.BLOCK_SIZE, count * BlockGrid.BLOCK_SIZE)
        .asReadOnlyBuffer();
  }

  private static ShortBuffer blocks(int count) {
    return direct(count * BlockGrid.BLOCK_SIZE * Short.BYTES).asShortBuffer();
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
