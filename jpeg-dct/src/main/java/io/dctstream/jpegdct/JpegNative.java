package io.dctstream.jpegdct;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.annotation.Cast;
import org.bytedeco.javacpp.annotation.CriticalRegion;
import org.bytedeco.javacpp.annotation.Name;
import org.bytedeco.javacpp.annotation.Namespace;
import org.bytedeco.javacpp.annotation.Opaque;
import org.bytedeco.javacpp.annotation.Platform;

/**
 * The native functions of {@code src/main/cpp/dctstream}, over the libjpeg-turbo that is inside
 * leptonica's library. All buffers are direct; handles come from an open function and go to the
 * close function of their kind, once.
 */
@Platform(
    include = "dctstream/jpegdct.h",
    preload = "leptonica@.6",
    preloadresource = "/org/bytedeco/leptonica/")
@Namespace("dctstream")
final class JpegNative {
  static {
    Loader.load(JpegNative.class);
  }

  /** Status of a picture that was decoded. */
  static final int OK = 0;

  /** Status after the errors of {@link JpegError}: the caller's buffer is too small. */
  static final int BUFFER_TOO_SMALL = JpegError.values().length + 1;

  /** Results of {@link #unpack}. */
  static final int COMPLETE = 0;

  static final int ENDS_TOO_EARLY = 1;

  /** Length of the info array: the picture's fields and those of up to four components. */
  static final int INFO_SIZE = Info.COMPONENT_0 + 4 * ComponentInfo.FIELDS;

  private JpegNative() {}

  /** The exception that a status other than {@link #OK} means. */
  static JpegException exception(int status, Decoder decoder) {
    return new JpegException(JpegError.ofStatus(status), message(decoder));
  }

  /** Places in the info array. */
  static final class Info {
    static final int WIDTH = 0;
    static final int HEIGHT = 1;
    static final int COMPONENTS = 2;
    static final int COLOR_SPACE = 3;
    static final int PROGRESSIVE = 4;
    static final int NEED = 5;
    static final int COMPONENT_0 = 6;

    private Info() {}
  }

  /** Places in a component's part of the info array. */
  static final class ComponentInfo {
    static final int H_SAMPLING = 0;
    static final int V_SAMPLING = 1;
    static final int BLOCKS_WIDE = 2;
    static final int BLOCKS_HIGH = 3;
    static final int STRIDE = 4;
    static final int OFFSET = 5;
    static final int FIELDS = 6;

    private ComponentInfo() {}
  }

  /** A libjpeg decompressor. */
  @Opaque
  static final class Decoder extends Pointer {
    Decoder(Pointer p) {
      super(p);
    }
  }

  /** A decompressor with the buffers of the fit. */
  @Opaque
  static final class Fitter extends Pointer {
    Fitter(Pointer p) {
      super(p);
    }
  }

  static native Decoder open(
      @Cast("int64_t") long maxPixels, int maxScans, @Cast("int64_t") long maxScanPixels);

  static native void close(Decoder decoder);

  static native @Cast("const char*") String message(@Cast("const dctstream::Decoder*") Decoder d);

  static native int warnings(@Cast("const dctstream::Decoder*") Decoder d);

  @Name("first_warning")
  static native @Cast("const char*") String firstWarning(
      @Cast("const dctstream::Decoder*") Decoder d);

  static native int read(
      Decoder decoder,
      @Cast("const uint8_t*") ByteBuffer jpeg,
      @Cast("int64_t") long length,
      @Cast("bool") boolean lenient,
      ShortBuffer blocks,
      @Cast("int64_t") long capacity,
      @Cast("uint16_t*") ShortBuffer tables,
      IntBuffer info);

  @Name("open_fitter")
  static native Fitter openFitter(
      @Cast("int64_t") long maxPixels,
      int maxScans,
      @Cast("int64_t") long maxScanPixels,
      int fitMode,
      @Cast("bool") boolean lenient,
      int gridWidth,
      int gridHeight);

  @Name("close_fitter")
  static native void closeFitter(Fitter fitter);

  @Name("decoder_of")
  static native Decoder decoderOf(Fitter fitter);

  static native int fit(
      Fitter fitter,
      @Cast("const uint8_t*") ByteBuffer jpeg,
      @Cast("int64_t") long length,
      int exifOrientation);

  @CriticalRegion // short: the array is written where it is
  @Name("write_payload")
  static native @Cast("int64_t") long writePayload(
      @Cast("const dctstream::Fitter*") Fitter fitter, @Cast("uint8_t*") byte[] payload);

  @Name("write_jpeg")
  static native @Cast("int64_t") long writeJpeg(
      @Cast("const dctstream::Fitter*") Fitter fitter,
      @Cast("uint8_t*") ByteBuffer jpeg,
      @Cast("int64_t") long capacity);

  @Name("write_tensors")
  static native void writeTensors(
      @Cast("const dctstream::Fitter*") Fitter fitter,
      @Cast("uint64_t") long luma,
      @Cast("uint64_t") long chroma,
      FloatBuffer y,
      FloatBuffer cb,
      FloatBuffer cr,
      @Cast("int64_t") long yOffset,
      @Cast("int64_t") long cbOffset,
      @Cast("int64_t") long crOffset);

  @CriticalRegion // short: the array is read where it is
  static native int unpack(
      @Cast("const uint8_t*") byte[] payload,
      @Cast("int64_t") long length,
      @Cast("uint64_t") long luma,
      @Cast("uint64_t") long chroma,
      FloatBuffer y,
      FloatBuffer cb,
      FloatBuffer cr,
      @Cast("int64_t") long yOffset,
      @Cast("int64_t") long cbOffset,
      @Cast("int64_t") long crOffset);

  @Name("write_halves")
  static native void writeHalves(
      FloatBuffer from,
      @Cast("int64_t") long count,
      @Cast("uint16_t*") ShortBuffer to,
      @Cast("int64_t") long offset);

  @Name("pack_blocks")
  static native @Cast("int64_t") long packBlocks(
      ShortBuffer blocks,
      @Cast("const uint16_t*") ShortBuffer tables,
      int gridWidth,
      int gridHeight,
      @Cast("uint8_t*") ByteBuffer payload);

  @Name("max_payload_bytes")
  static native @Cast("int64_t") long maxPayloadBytes(@Cast("int64_t") long blocks);
}
