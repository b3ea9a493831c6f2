package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FittedDecoderTest {
  private static final int[][] YCBCR_420 = {{2, 2}, {1, 1}, {1, 1}};

  @ParameterizedTest
  @EnumSource(Fit.class)
  void aPictureOfTheGridsSizeKeepsItsCoefficients(Fit fit) throws JpegException {
    BlockGrid grid = new BlockGrid(4, 6);
    var written = TestJpeg.random(11, TestJpeg.blank(32, 48, YCBCR_420));

    Unpacked read = decode(grid, fit, TestJpeg.encode(32, 48, written, 0));

    assertTaken(written, read, 0, 0);
  }

  @Test
  void croppingTakesTheMiddleOnMcuBoundaries() throws JpegException {
    var written = TestJpeg.random(12, TestJpeg.blank(120, 100, YCBCR_420));

    Unpacked read = decode(new BlockGrid(4, 4), Fit.CROP, TestJpeg.encode(120, 100, written, 0));

    // (120 - 32) / 2 = 44 and (100 - 32) / 2 = 34 pixels, down to a multiple of 16: 32 and 32
    assertTaken(written, read, 4, 4);
  }

  @Test
  void aGreyPictureHasZeroChroma() throws JpegException {
    var written = TestJpeg.random(13, TestJpeg.blank(32, 32, new int[][] {{1, 1}}));

    Unpacked read = decode(BlockGrid.ofPixels(32), Fit.EXACT, TestJpeg.encode(32, 32, written, 0));

    assertTaken(written, read, 0, 0);
    assertThat(read.values(1)).containsOnly(0f);
    assertThat(read.values(2)).containsOnly(0f);
  }

  private static void assertTaken(
      List<TestJpeg.Component> written, Unpacked read, int lumaX, int lumaY) {
    for (int i = 0; i < written.size(); i++) {
      TestJpeg.Component c = written.get(i);
      int firstX = i == 0 ? lumaX : lumaX / 2;
      int firstY = i == 0 ? lumaY : lumaY / 2;
      for (int y = 0; y < read.blocksHigh(i); y++) {
        for (int x = 0; x < read.blocksWide(i); x++) {
          for (int k = 0; k < 64; k++) {
            assertThat(read.at(i, x, y, k))
                .as("component %d block (%d, %d) coefficient %d", i, x, y, k)
                .isEqualTo((float) c.at(firstX + x, firstY + y, k) * c.table()[k]);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void exifOrientationIsAppliedExactly(int orientation) throws JpegException {
    int width = 48;
    int height = 32;
    var written = TestJpeg.random(14, TestJpeg.blank(width, height, YCBCR_420));
    boolean turned = orientation >= 5;
    BlockGrid stored = new BlockGrid(6, 4);
    BlockGrid upright = turned ? new BlockGrid(4, 6) : stored;

    Unpacked asStored = decode(stored, Fit.EXACT, TestJpeg.encode(width, height, written, 0));
    Unpacked asSeen =
        decode(upright, Fit.EXACT, TestJpeg.encode(width, height, written, orientation));

    for (int i = 0; i < 3; i++) {
      double[][] from = asStored.samples(i);
      double[][] to = asSeen.samples(i);
      int lastX = from[0].length - 1;
      int lastY = from.length - 1;
      for (int y = 0; y < to.length; y++) {
        for (int x = 0; x < to[0].length; x++) {
          // Exif 2.32, tag 0x0112: where row 0 and column 0 of the stored picture are to be seen
          double expected =
              switch (orientation) {
                case 1 -> from[y][x];
                case 2 -> from[y][lastX - x];
                case 3 -> from[lastY - y][lastX - x];
                case 4 -> from[lastY - y][x];
                case 5 -> from[x][y];
                case 6 -> from[lastY - x][y];
                case 7 -> from[lastY - x][lastX - y];
                default -> from[x][lastX - y];
              };
          assertThat(to[y][x]).as("plane %d (%d, %d)", i, x, y).isCloseTo(expected, within(1e-2));
        }
      }
    }
  }

  /** Smooth planes, so that the right answer of any resampling is known in closed form. */
  @ParameterizedTest(name = "{0}x{1}, luma {2}x{3}")
  @CsvSource({
    "500,375,2,2",
    "500,375,1,1",
    "375,500,2,1",
    "640,480,1,2",
    "333,250,4,1",
    "500,375,4,2",
    "1024,768,2,2",
    "100,80,2,2",
    "17,40,1,1",
    "146,146,2,2"
  })
  void resizingKeepsTheMiddleInPlace(int width, int height, int lumaH, int lumaV)
      throws JpegException {
    double unit = Math.min(width, height);
    List<DoubleBinaryOperator> pictures =
        List.of(
            (x, y) -> 128 + 60 * Math.sin(7 * x / unit + 0.3) + 40 * Math.cos(5 * y / unit),
            (x, y) -> 128 + 50 * Math.cos(4 * x / unit) + 30 * Math.sin(3 * y / unit + 1),
            (x, y) -> 128 + 70 * Math.sin(3 * (x + 2 * y) / unit));
    var written = TestJpeg.blank(width, height, new int[][] {{lumaH, lumaV}, {1, 1}, {1, 1}});
    for (int i = 0; i < 3; i++) {
      draw(written.get(i), pictures.get(i), i == 0 ? 1 : lumaH, i == 0 ? 1 : lumaV);
    }
    BlockGrid grid = BlockGrid.ofPixels(128);

    Unpacked read = decode(grid, Fit.RESIZE, TestJpeg.encode(width, height, written, 0));

    double kept = 0.875 * unit;
    for (int i = 0; i < 3; i++) {
      double[][] samples = read.samples(i);
      double scale = kept / samples.length;
      double error = 0;
      for (int y = 0; y < samples.length; y++) {
        for (int x = 0; x < samples.length; x++) {
          double sourceX = (width - kept) / 2 + (x + 0.5) * scale;
          double sourceY = (height - kept) / 2 + (y + 0.5) * scale;
          double difference = samples[y][x] - pictures.get(i).applyAsDouble(sourceX, sourceY);
          error += difference * difference;
        }
      }
      double rms = Math.sqrt(error / (samples.length * samples.length));
      assertThat(rms).as("root mean square error of plane %d", i).isLessThan(1.2);
    }
  }

  /** Samples a picture at the centres of a component's samples, each `stepX` by `stepY` pixels. */
  private static void draw(
      TestJpeg.Component c, DoubleBinaryOperator picture, int stepX, int stepY) {
    double[] samples = new double[64];
    for (int blockY = 0; blockY < c.blocksHigh(); blockY++) {
      for (int blockX = 0; blockX < c.blocksWide(); blockX++) {
        for (int p = 0; p < 64; p++) {
          samples[p] =
              picture.applyAsDouble(
                  (blockX * 8 + p % 8 + 0.5) * stepX, (blockY * 8 + p / 8 + 0.5) * stepY);
        }
        double[] coefficients = Dct.forward(samples);
        for (int k = 0; k < 64; k++) {
          c.blocks()[(blockY * c.blocksWide() + blockX) * 64 + k] =
              (short) Math.round(coefficients[k] / c.table()[k]);
        }
      }
    }
  }

  @Test
  void exactRefusesOtherSizes() {
    byte[] jpeg = TestJpeg.encode(40, 32, TestJpeg.blank(40, 32, YCBCR_420), 0);

    assertRefused(BlockGrid.ofPixels(32), Fit.EXACT, jpeg, JpegError.UNSUPPORTED, "40x32");
  }

  @Test
  void cropRefusesSmallerPictures() {
    byte[] jpeg = TestJpeg.encode(40, 24, TestJpeg.blank(40, 24, YCBCR_420), 0);

    assertRefused(BlockGrid.ofPixels(32), Fit.CROP, jpeg, JpegError.UNSUPPORTED, "40x24");
  }

  /** The two ways to a tensor, for pictures that keep their blocks and for one that is resized. */
  @ParameterizedTest
  @CsvSource({
    "64, 32, 2, 2, 1",
    "64, 32, 1, 1, 1",
    "64, 32, 2, 1, 3",
    "32, 64, 2, 2, 6",
    "90, 70, 2, 2, 8"
  })
  void theTensorsAreThoseOfThePayload(int width, int height, int h, int v, int exifOrientation)
      throws JpegException {
    BlockGrid grid = new BlockGrid(8, 4);
    int[][] factors = {{h, v}, {1, 1}, {1, 1}};
    var written = TestJpeg.random(41, TestJpeg.blank(width, height, factors));
    byte[] jpeg = TestJpeg.encode(width, height, written, exifOrientation);
    TensorLayout layout = TensorLayout.of(grid);
    Planes batch = Planes.allocate(layout, 3);
    batch.y().put(0, 7f).put(3 * layout.lumaSize() - 1, 7f);
    try (FittedDecoder decoder =
        FittedDecoder.open(grid, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      Unpacked expected = Unpacked.of(decoder.decode(jpeg), grid);

      decoder.decode(jpeg, layout, batch, 1);

      Planes slot =
          new Planes(
              batch.y().slice(layout.lumaSize(), layout.lumaSize()),
              batch.cb().slice(layout.chromaSize(), layout.chromaSize()),
              batch.cr().slice(layout.chromaSize(), layout.chromaSize()));
      for (int i = 0; i < 3; i++) {
        assertThat(new Unpacked(grid, slot).values(i)).isEqualTo(expected.values(i));
      }
      assertThat(batch.y().get(0)).isEqualTo(7f);
      assertThat(batch.y().get(3 * layout.lumaSize() - 1)).isEqualTo(7f);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "6, 3", "32, 16", "63, 64"})
  void tensorsMayLackTheHighestFrequencies(int luma, int chroma) throws JpegException {
    BlockGrid grid = new BlockGrid(14, 10); // in tiles of 16 blocks, the last of 12
    TensorLayout layout = new TensorLayout(grid, luma, chroma);
    int[][] factors = {{2, 2}, {1, 1}, {1, 1}};
    byte[] jpeg =
        TestJpeg.encode(112, 80, TestJpeg.random(43, TestJpeg.blank(112, 80, factors)), 0);
    Planes decoded = Planes.allocate(layout, 2);
    Planes unpacked = Planes.allocate(layout, 2);
    try (FittedDecoder decoder =
        FittedDecoder.open(grid, Fit.EXACT, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      byte[] payload = decoder.decode(jpeg);
      Unpacked all = Unpacked.of(payload, grid);

      decoder.decode(jpeg, layout, decoded, 1);
      PackedPayload.unpack(payload, layout, unpacked, 1);

      for (Planes planes : List.of(decoded, unpacked)) {
        assertLowest(planes.y(), all.values(0), luma, grid.lumaBlocks());
        assertLowest(planes.cb(), all.values(1), chroma, grid.chromaBlocks());
        assertLowest(planes.cr(), all.values(2), chroma, grid.chromaBlocks());
      }
    }
  }

  /** In the second slot, those of 64 planes that are among the first of T.81's figure A.6. */
  private static void assertLowest(FloatBuffer tensor, float[] all, int count, int blocks) {
    List<Integer> kept = Arrays.stream(TestJpeg.ZIGZAG).limit(count).sorted().boxed().toList();
    for (int place = 0; place < count; place++) {
      for (int block = 0; block < blocks; block++) {
        assertThat(tensor.get((count + place) * blocks + block))
            .isEqualTo(all[kept.get(place) * blocks + block]);
      }
    }
    assertThat(tensor.get(count * blocks - 1)).as("the first slot").isZero();
  }

  @Test
  void anUnknownColourSpaceIsRefusedByName() {
    byte[] jpeg = TestJpeg.encode(32, 32, TestJpeg.blank(32, 32, new int[][] {{1, 1}, {1, 1}}), 0);

    assertRefused(BlockGrid.ofPixels(32), Fit.EXACT, jpeg, JpegError.UNSUPPORTED, "2 components");
  }

  @Test
  void aDecoderThatRefusedAPictureTakesTheNext() throws JpegException {
    var written = TestJpeg.random(15, TestJpeg.blank(32, 32, YCBCR_420));
    byte[] good = TestJpeg.encode(32, 32, written, 0);
    try (FittedDecoder decoder =
        FittedDecoder.open(
            BlockGrid.ofPixels(32), Fit.EXACT, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      byte[] before = decoder.decode(good);
      for (byte[] bad : List.of(new byte[0], new byte[] {1, 2, 3}, truncate(good, 0.6))) {
        assertThatThrownBy(() -> decoder.decode(bad)).isInstanceOf(JpegException.class);
      }
      assertThat(decoder.decode(good)).isEqualTo(before);
    }
  }

  private static byte[] truncate(byte[] jpeg, double share) {
    return java.util.Arrays.copyOf(jpeg, (int) (jpeg.length * share));
  }

  private static Unpacked decode(BlockGrid grid, Fit fit, byte[] jpeg) throws JpegException {
    try (FittedDecoder decoder =
        FittedDecoder.open(grid, fit, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      return Unpacked.of(decoder.decode(jpeg), grid);
    }
  }

  private static void assertRefused(
      BlockGrid grid, Fit fit, byte[] jpeg, JpegError error, String named) {
    assertThatThrownBy(() -> decode(grid, fit, jpeg))
        .isInstanceOfSatisfying(JpegException.class, e -> assertThat(e.error()).isEqualTo(error))
        .hasMessageContaining(named);
  }
}
