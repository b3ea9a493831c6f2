package io.dctstream.benchmarks;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.annotation.Cast;
import org.bytedeco.javacpp.annotation.Name;
import org.bytedeco.javacpp.annotation.Namespace;
import org.bytedeco.javacpp.annotation.Opaque;
import org.bytedeco.javacpp.annotation.Platform;

/** The native functions of {@code src/main/cpp/dctstream/rgb.h}. All buffers are direct. */
@Platform(
    include = "dctstream/rgb.h",
    preload = "leptonica@.6",
    preloadresource = "/org/bytedeco/leptonica/")
@Namespace("dctstream")
final class RgbNative {
  static {
    Loader.load(RgbNative.class);
  }

  private RgbNative() {}

  /** A libjpeg decompressor with the buffers of the fit. */
  @Opaque
  @Name("RgbDecoder")
  static final class Handle extends Pointer {
    Handle(Pointer p) {
      super(p);
    }
  }

  @Name("open_rgb")
  static native Handle open(
      @Cast("int64_t") long maxPixels, int maxScans, @Cast("int64_t") long maxScanPixels);

  @Name("close_rgb")
  static native void close(Handle handle);

  @Name("message_rgb")
  static native @Cast("const char*") String message(Handle handle);

  @Name("decode_rgb")
  static native int decode(
      Handle handle,
      @Cast("const uint8_t*") ByteBuffer jpeg,
      @Cast("int64_t") long length,
      @Cast("bool") boolean fast,
      int gridWidth,
      int gridHeight,
      FloatBuffer out);
}
