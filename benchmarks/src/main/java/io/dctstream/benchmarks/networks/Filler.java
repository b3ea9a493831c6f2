package io.dctstream.benchmarks.networks;

import io.dctstream.benchmarks.RgbDecoder;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** From the bytes of JPEG files to the tensors of a batch. Close it; not thread-safe. */
public interface Filler extends AutoCloseable {
  /** The tensors, images one after the other. */
  List<FloatBuffer> tensors();

  /** Decodes an image into a slot. */
  void fill(int slot, byte[] jpeg) throws JpegException;

  @Override
  void close();

  /** To the coefficients of Y, Cb and Cr. */
  static Filler ofCoefficients(TensorLayout layout, int slots) {
    FittedDecoder decoder =
        FittedDecoder.open(layout.grid(), Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT);
    Planes planes = Planes.allocate(layout, slots);
    return new Filler() {
      @Override
      public List<FloatBuffer> tensors() {
        return List.of(planes.y(), planes.cb(), planes.cr());
      }

      @Override
      public void fill(int slot, byte[] jpeg) throws JpegException {
        decoder.decode(jpeg, layout, planes, slot);
      }

      @Override
      public void close() {
        decoder.close();
      }
    };
  }

  /**
   * To pixels, by libjpeg-turbo with its defaults. Three planes of luma and chroma are filled as
   * red, green and blue are, which costs the same.
   *
   * @param tensors 1 for all colours in one tensor, 3 for one each
   */
  static Filler ofPixels(TensorLayout layout, int slots, int tensors) {
    RgbDecoder decoder = new RgbDecoder(layout.grid(), RgbDecoder.Effort.DEFAULT);
    int size = 3 * layout.grid().pixelWidth() * layout.grid().pixelHeight();
    FloatBuffer memory =
        ByteBuffer.allocateDirect(Math.multiplyExact(slots * size, Float.BYTES))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    FloatBuffer[] parts = new FloatBuffer[slots];
    for (int slot = 0; slot < slots; slot++) {
      parts[slot] = memory.slice(slot * size, size);
    }
    FloatBuffer[] planes = new FloatBuffer[tensors];
    for (int i = 0; i < tensors; i++) {
      planes[i] = memory.slice(i * memory.capacity() / tensors, memory.capacity() / tensors);
    }
    return new Filler() {
      @Override
      public List<FloatBuffer> tensors() {
        return List.of(planes);
      }

      @Override
      public void fill(int slot, byte[] jpeg) {
        decoder.decode(jpeg, parts[slot]);
      }

      @Override
      public void close() {
        decoder.close();
      }
    };
  }
}
