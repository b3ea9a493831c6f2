package io.dctstream.benchmarks.backfill;

import io.dctstream.benchmarks.ImageIoDecoder;
import io.dctstream.benchmarks.networks.Filler;
import io.dctstream.jpegdct.BlockGrid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Pictures by ImageIO, one at a time. */
final class ImageIoFiller implements Filler {
  private static final int CHANNELS = 3;

  private final ImageIoDecoder decoder;
  private final FloatBuffer pixels;

  ImageIoFiller(BlockGrid grid) {
    decoder = new ImageIoDecoder(grid);
    pixels =
        ByteBuffer.allocateDirect(CHANNELS * grid.pixelWidth() * grid.pixelHeight() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  @Override
  public List<FloatBuffer> tensors() {
    return List.of(pixels);
  }

  @Override
  public void fill(int slot, byte[] jpeg) {
    try {
      decoder.decode(jpeg, pixels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
