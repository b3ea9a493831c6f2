package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link DamagePolicy} promises, on both decoders. */
class DamagePolicyTest {
  private static final int SIDE = 96;
  private static final BlockGrid GRID = BlockGrid.ofPixels(SIDE);

  /** libjpeg's JWRN_JPEG_EOF. */
  private static final String ENDS_EARLY = "Premature end of JPEG file";

  private final CoefficientReader reader =
      CoefficientReader.open(DecodeLimits.DEFAULT, DamagePolicy.LENIENT);
  private final CoefficientReader strictReader =
      CoefficientReader.open(DecodeLimits.DEFAULT, DamagePolicy.STRICT);

  @AfterEach
  void close() {
    reader.close();
    strictReader.close();
  }

  @Test
  void aLenientReaderKeepsWhatIsThereOfACutFile() throws JpegException {
    byte[] jpeg = jpeg();
    short[] whole = luma(strictReader.read(jpeg));

    JpegCoefficients cut = reader.read(Arrays.copyOf(jpeg, jpeg.length / 2));

    short[] blocks = luma(cut);
    int equal = Arrays.mismatch(blocks, whole);
    assertThat(equal).isBetween(whole.length / 4, whole.length * 3 / 4);
    assertThat(cut.warnings().first()).isEqualTo(ENDS_EARLY);
    assertThat(cut.warnings().count()).isEqualTo(2); // that, and that the last block was cut
  }

  /** Of a whole file, and after a damaged one. */
  @Test
  void thereIsNoWarningWhereLibjpegHasNone() throws JpegException {
    byte[] jpeg = jpeg();
    assertThat(reader.read(Arrays.copyOf(jpeg, jpeg.length / 2)).warnings().any()).isTrue();

    assertThat(reader.read(jpeg).warnings()).isSameAs(Warnings.NONE);
  }

  @Test
  void aLenientReaderCountsWhatAStrictOneRefusesAsCorrupt() throws JpegException {
    byte[] jpeg = jpeg();
    jpeg[jpeg.length / 2] = (byte) 0xFF; // a marker amid the entropy code
    jpeg[jpeg.length / 2 + 1] = (byte) 0xD9;

    Warnings warnings = reader.read(jpeg).warnings();

    assertThat(warnings.count()).isPositive();
    assertThatThrownBy(() -> strictReader.read(jpeg))
        .isInstanceOfSatisfying(
            JpegException.class, e -> assertThat(e.error()).isEqualTo(JpegError.CORRUPT))
        .hasMessage(warnings.first());
  }

  @Test
  void aStrictReaderTellsOfWarningsThatLeaveTheCoefficientsRight() throws JpegException {
    byte[] jpeg = jpeg();

    JpegCoefficients read = strictReader.read(Arrays.copyOf(jpeg, jpeg.length - 2));

    assertThat(read.warnings()).isEqualTo(new Warnings(1, ENDS_EARLY));
  }

  @Test
  void aComponentOfWhichNothingIsThereIsTruncatedForBoth() {
    byte[] jpeg = jpeg();
    byte[] header = Arrays.copyOf(jpeg, TestJpeg.find(jpeg, 0xDA));

    for (CoefficientReader any : new CoefficientReader[] {reader, strictReader}) {
      assertThatThrownBy(() -> any.read(header))
          .isInstanceOfSatisfying(
              JpegException.class, e -> assertThat(e.error()).isEqualTo(JpegError.TRUNCATED));
    }
  }

  @Test
  void whatIsFatalToLibjpegIsFatalToALenientReader() {
    byte[] defined = jpeg();
    defined[TestJpeg.find(defined, 0xDB) + 4] = 0x0F; // quantisation table 15, of 4
    byte[] named = jpeg();
    named[TestJpeg.find(named, 0xC0) + 12] = (byte) 237; // libjpeg-turbo does not check it at once

    for (byte[] jpeg : new byte[][] {defined, named}) {
      assertThatThrownBy(() -> reader.read(jpeg))
          .isInstanceOfSatisfying(
              JpegException.class, e -> assertThat(e.error()).isEqualTo(JpegError.CORRUPT));
    }
  }

  /** EXACT takes the blocks as they are, CROP of 4:4:4 and RESIZE go through samples. */
  @ParameterizedTest
  @EnumSource(Fit.class)
  void aLenientFittedDecoderTellsTheWarningsOfItsLastPicture(Fit fit) throws JpegException {
    byte[] jpeg = jpeg(fit == Fit.EXACT ? 2 : 1, fit == Fit.EXACT ? SIDE : 2 * SIDE);
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
    try (FittedDecoder decoder =
        FittedDecoder.open(GRID, fit, DecodeLimits.DEFAULT, DamagePolicy.LENIENT)) {
      assertThat(decoder.warnings()).isSameAs(Warnings.NONE);

      assertThat(PackedPayload.grid(decoder.decode(cut))).isEqualTo(GRID);
      assertThat(decoder.warnings()).isEqualTo(new Warnings(2, ENDS_EARLY));

      assertThat(PackedPayload.grid(decoder.decode(jpeg))).isEqualTo(GRID);
      assertThat(decoder.warnings()).isSameAs(Warnings.NONE);
    }
  }

  private static short[] luma(JpegCoefficients read) {
    JpegCoefficients.Component luma = read.components().get(0);
    short[] blocks = new short[luma.blocks().limit()];
    luma.blocks().get(0, blocks);
    return blocks;
  }

  private static byte[] jpeg() {
    return jpeg(2, SIDE);
  }

  private static byte[] jpeg(int lumaSampling, int side) {
    int[][] factors = {{lumaSampling, lumaSampling}, {1, 1}, {1, 1}};
    return TestJpeg.encode(side, side, TestJpeg.random(31, TestJpeg.blank(side, side, factors)), 0);
  }
}
