package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of one colour that are stored as RGB, CMYK or YCCK come out as that colour's YCbCr. */
class ColourConversionTest {
  private static final int ADOBE_PLAIN = 0;
  private static final int ADOBE_YCCK = 2;

  /** Samples of the components, then the colour that they show. */
  @ParameterizedTest
  @CsvSource({
    "255, 0, 0, 255, 0, 0",
    "16, 200, 96, 16, 200, 96",
    "0, 0, 0, 0, 0, 0",
  })
  void rgb(int r, int g, int b, int red, int green, int blue) throws JpegException {
    assertShown(adobe(flat(24, r, g, b), ADOBE_PLAIN), red, green, blue);
  }

  /** As Adobe writes them: 255 is no ink. */
  @ParameterizedTest
  @CsvSource({
    "255, 255, 255, 255, 255, 255, 255",
    "0, 255, 255, 255, 0, 255, 255", // all of cyan: no red
    "255, 128, 0, 128, 128, 64, 0",
    "255, 255, 255, 0, 0, 0, 0",
  })
  void cmyk(int c, int m, int y, int k, int red, int green, int blue) throws JpegException {
    assertShown(flat(24, c, m, y, k), red, green, blue);
  }

  /** The complement of CMY as YCbCr, and K. */
  @ParameterizedTest
  @CsvSource({
    "0, 128, 128, 255, 255, 255, 255",
    "255, 128, 128, 255, 0, 0, 0",
    "127, 128, 128, 128, 64, 64, 64",
    "76, 85, 255, 255, 0, 255, 255", // the complement is red
  })
  void ycck(int y, int cb, int cr, int k, int red, int green, int blue) throws JpegException {
    assertShown(adobe(flat(24, y, cb, cr, k), ADOBE_YCCK), red, green, blue);
  }

  /** Resized as well as of the grid's size, and with a subsampled component. */
  @ParameterizedTest
  @CsvSource({"16, 1", "40, 1", "200, 1", "37, 2", "101, 2"})
  void ofAnySize(int side, int factor) throws JpegException {
    int[][] factors = {{factor, factor}, {1, 1}, {1, 1}, {factor, factor}};
    List<TestJpeg.Component> components = TestJpeg.blank(side, side, factors);
    int[] samples = {76, 85, 255, 128};
    for (int i = 0; i < 4; i++) {
      fill(components.get(i), samples[i]);
    }
    byte[] jpeg = adobe(TestJpeg.encode(side, side, components, 0), ADOBE_YCCK);

    assertShown(jpeg, 0, 128, 128);
  }

  private static void assertShown(byte[] jpeg, int r, int g, int b) throws JpegException {
    BlockGrid grid = BlockGrid.ofPixels(32);
    try (FittedDecoder decoder =
        FittedDecoder.open(grid, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      Unpacked read = Unpacked.of(decoder.decode(jpeg), grid);
      assertFlat(read, 0, 0.299 * r + 0.587 * g + 0.114 * b);
      assertFlat(read, 1, 128 - 0.168736 * r - 0.331264 * g + 0.5 * b);
      assertFlat(read, 2, 128 + 0.5 * r - 0.418688 * g - 0.081312 * b);
    }
  }

  private static void assertFlat(Unpacked read, int plane, double sample) {
    for (double[] row : read.samples(plane)) {
      for (double value : row) {
        assertThat(value).as("plane %d", plane).isCloseTo(sample, Offset.offset(1.5));
      }
    }
  }

  /** A picture of as many components as samples are given, all 1x1. */
  private static byte[] flat(int side, int... samples) {
    int[][] factors = new int[samples.length][];
    Arrays.fill(factors, new int[] {1, 1});
    List<TestJpeg.Component> components = TestJpeg.blank(side, side, factors);
    for (int i = 0; i < samples.length; i++) {
      fill(components.get(i), samples[i]);
    }
    return TestJpeg.encode(side, side, components, 0);
  }

  private static void fill(TestJpeg.Component component, int sample) {
    Arrays.fill(component.table(), 1);
    for (int block = 0; block < component.blocks().length; block += 64) {
      component.blocks()[block] = (short) (8 * (sample - 128));
    }
  }

  /** The same file with Adobe's marker, which names the colour transform. */
  private static byte[] adobe(byte[] jpeg, int transform) {
    byte[] marker = {
      (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
    };
    byte[] marked = new byte[jpeg.length + marker.length];
    System.arraycopy(jpeg, 0, marked, 0, 2);
    System.arraycopy(marker, 0, marked, 2, marker.length);
    System.arraycopy(jpeg, 2, marked, 2 + marker.length, jpeg.length - 2);
    return marked;
  }
}
