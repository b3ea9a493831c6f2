package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CoefficientReaderTest {
  private final CoefficientReader reader =
      CoefficientReader.open(DecodeLimits.DEFAULT, DamagePolicy.STRICT);

  @AfterEach
  void close() {
    reader.close();
  }

  static Stream<Arguments> samplings() {
    return Stream.of(
        Arguments.of("4:2:0", new int[][] {{2, 2}, {1, 1}, {1, 1}}),
        Arguments.of("4:4:4", new int[][] {{1, 1}, {1, 1}, {1, 1}}),
        Arguments.of("4:2:2", new int[][] {{2, 1}, {1, 1}, {1, 1}}),
        Arguments.of("4:4:0", new int[][] {{1, 2}, {1, 1}, {1, 1}}),
        Arguments.of("4:1:1", new int[][] {{4, 1}, {1, 1}, {1, 1}}),
        Arguments.of("4:1:0", new int[][] {{4, 2}, {1, 1}, {1, 1}}),
        Arguments.of("odd", new int[][] {{2, 2}, {1, 2}, {2, 1}}),
        Arguments.of("grey", new int[][] {{1, 1}}),
        Arguments.of("grey 2x2", new int[][] {{2, 2}}),
        Arguments.of("four components", new int[][] {{1, 1}, {1, 1}, {1, 1}, {1, 1}}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samplings")
  void coefficientsComeOutAsTheyWentIn(String name, int[][] factors) throws JpegException {
    List<TestJpeg.Component> written = TestJpeg.random(7, TestJpeg.blank(77, 51, factors));

    JpegCoefficients read = reader.read(TestJpeg.encode(77, 51, written, 0));

    assertThat(read.width()).isEqualTo(77);
    assertThat(read.height()).isEqualTo(51);
    assertThat(read.components()).hasSameSizeAs(written);
    for (int i = 0; i < written.size(); i++) {
      assertSame(written.get(i), read.components().get(i));
    }
  }

  private static void assertSame(TestJpeg.Component written, JpegCoefficients.Component read) {
    assertThat(read.horizontalSampling()).isEqualTo(written.h());
    assertThat(read.verticalSampling()).isEqualTo(written.v());
    for (int k = 0; k < 64; k++) {
      assertThat(read.table().get(k)).isEqualTo((short) written.table()[k]);
    }
    for (int y = 0; y < read.blocksHigh(); y++) {
      for (int x = 0; x < read.blocksWide(); x++) {
        for (int k = 0; k < 64; k++) {
          assertThat(read.blocks().get((y * read.stride() + x) * 64 + k))
              .as("block (%d, %d) coefficient %d", x, y, k)
              .isEqualTo(written.at(x, y, k));
        }
      }
    }
  }

  @Test
  void blocksThatOnlyPadAreNotCounted() throws JpegException {
    var written = TestJpeg.random(3, TestJpeg.blank(33, 17, new int[][] {{2, 2}, {1, 1}, {1, 1}}));

    JpegCoefficients read = reader.read(TestJpeg.encode(33, 17, written, 0));

    JpegCoefficients.Component luma = read.components().get(0);
    assertThat(luma.blocksWide()).isEqualTo(5);
    assertThat(luma.blocksHigh()).isEqualTo(3);
    assertThat(luma.stride()).isEqualTo(6);
    assertThat(read.components().get(1).blocksWide()).isEqualTo(3);
    assertThat(read.colourSpace()).isEqualTo(ColourSpace.YCBCR);
    assertThat(read.progressive()).isFalse();
  }

  @Test
  void theBufferGrowsToAPictureLargerThanAllBefore() throws JpegException {
    var small = TestJpeg.random(1, TestJpeg.blank(16, 16, new int[][] {{1, 1}}));
    var large = TestJpeg.random(2, TestJpeg.blank(700, 700, new int[][] {{1, 1}}));

    assertThat(reader.read(TestJpeg.encode(16, 16, small, 0)).components()).hasSize(1);
    JpegCoefficients read = reader.read(TestJpeg.encode(700, 700, large, 0));

    assertSame(large.get(0), read.components().get(0));
  }

  /** An abbreviated file (T.81 annex B.5) must not be read with the tables of a stranger. */
  @Test
  void quantisationTablesServeOnlyTheirOwnPicture() throws JpegException {
    byte[] jpeg = TestJpeg.encode(16, 16, TestJpeg.blank(16, 16, new int[][] {{1, 1}}), 0);
    byte[] abbreviated = TestJpeg.without(0xDB, jpeg);

    assertThat(reader.read(jpeg).components()).hasSize(1);

    assertThatThrownBy(() -> reader.read(abbreviated))
        .isInstanceOfSatisfying(
            JpegException.class, e -> assertThat(e.error()).isEqualTo(JpegError.CORRUPT))
        .hasMessageContaining("Quantization table");
  }

  /** Without tables a file has those of T.81 annex K, as the frames of Motion-JPEG do. */
  @Test
  void huffmanTablesServeOnlyTheirOwnPicture() throws JpegException {
    var written = TestJpeg.random(5, TestJpeg.blank(64, 64, new int[][] {{1, 1}}));
    byte[] jpeg = TestJpeg.encode(64, 64, written, 0);
    byte[] abbreviated = TestJpeg.without(0xC4, jpeg);
    int symbols = TestJpeg.find(jpeg, 0xC4) + 5 + 16;
    Arrays.fill(jpeg, symbols, symbols + 12, (byte) 0); // every DC code: no difference
    try (CoefficientReader lenient =
        CoefficientReader.open(DecodeLimits.DEFAULT, DamagePolicy.LENIENT)) {
      assertThat(lenient.read(jpeg).components().get(0).blocks().get(0)).isZero();

      assertSame(written.get(0), lenient.read(abbreviated).components().get(0));
    }
  }
}
