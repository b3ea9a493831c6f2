package io.dctstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compared must be the same picture: each block has the same mean luma in every way. */
class WaysTest {
  private static final BlockGrid GRID = DecodeBenchmark.GRID;
  private static final TensorLayout LAYOUT = TensorLayout.of(GRID);
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};
  private static final int PICTURES = 5;

  @ParameterizedTest
  @ValueSource(strings = {"224x224-q75", "224x224-q90", "640x480-q90", "300x900-q90"})
  void everyWayShowsTheSamePicture(String set) throws IOException, JpegException {
    List<byte[]> jpegs = PictureSet.of(set);
    FloatBuffer rgb = floats(3 * GRID.pixelWidth() * GRID.pixelHeight());
    try (RgbDecoder exact = new RgbDecoder(GRID, RgbDecoder.Effort.DEFAULT);
        RgbDecoder fast = new RgbDecoder(GRID, RgbDecoder.Effort.FAST);
        ImageIoDecoder imageIo = new ImageIoDecoder(GRID)) {
      for (byte[] jpeg : jpegs.subList(0, PICTURES)) {
        double[] expected = lumaOfCoefficients(jpeg);
        exact.decode(jpeg, rgb);
        assertThat(meanDifference(lumaOfRgb(rgb), expected)).isLessThan(0.5);
        fast.decode(jpeg, rgb);
        assertThat(meanDifference(lumaOfRgb(rgb), expected)).isLessThan(1);
        imageIo.decode(jpeg, rgb);
        // Java 2D resizes without widening its filter and rounds the window to whole pixels.
        assertThat(meanDifference(lumaOfRgb(rgb), expected)).isLessThan(5);
      }
    }
  }

  private static double[] lumaOfCoefficients(byte[] jpeg) throws JpegException {
    Planes planes = Planes.allocate(LAYOUT, 1);
    try (FittedDecoder decoder =
        FittedDecoder.open(GRID, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      decoder.decode(jpeg, LAYOUT, planes, 0);
    }
    double[] luma = new double[GRID.width() * GRID.height()];
    for (int block = 0; block < luma.length; block++) {
      luma[block] = planes.y().get(block) / 8 + 128;
    }
    return luma;
  }

  private static double[] lumaOfRgb(FloatBuffer rgb) {
    double[] luma = new double[GRID.width() * GRID.height()];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < GRID.pixelHeight(); y++) {
        for (int x = 0; x < GRID.pixelWidth(); x++) {
          float value = rgb.get((channel * GRID.pixelHeight() + y) * GRID.pixelWidth() + x);
          double sample = 255 * (value * DEVIATION[channel] + MEAN[channel]);
          luma[y / 8 * GRID.width() + x / 8] += LUMA[channel] * sample / BlockGrid.BLOCK_SIZE;
        }
      }
    }
    return luma;
  }

  private static double meanDifference(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
