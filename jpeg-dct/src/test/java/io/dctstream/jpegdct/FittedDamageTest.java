package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A damaged picture of the grid's size comes out of a {@link FittedDecoder} as out of a {@link
 * CoefficientReader}, which LibjpegEqualityTest compares with libjpeg, under both policies.
 */
class FittedDamageTest {
  private static final BlockGrid GRID = new BlockGrid(12, 8);
  private static final int[][] YCBCR_420 = {{2, 2}, {1, 1}, {1, 1}};
  private static final int TIMES = 300;

  @ParameterizedTest
  @EnumSource(Damage.class)
  void bothDecodersSeeTheSame(Damage damage) throws JpegException {
    byte[] whole =
        TestJpeg.encode(96, 64, TestJpeg.random(51, TestJpeg.blank(96, 64, YCBCR_420)), 0);
    Random random = new Random(52);
    for (DamagePolicy policy : DamagePolicy.values()) {
      try (CoefficientReader reader = CoefficientReader.open(DecodeLimits.DEFAULT, policy);
          FittedDecoder decoder =
              FittedDecoder.open(GRID, Fit.EXACT, DecodeLimits.DEFAULT, policy)) {
        for (int i = 0; i < TIMES; i++) {
          byte[] jpeg = damage.apply(whole, random);
          JpegException refusal =
              catchThrowableOfType(JpegException.class, () -> reader.read(jpeg));
          if (refusal != null) {
            assertRefused(refusal.error(), decoder, jpeg);
          } else if (isOfTheGrid(reader.read(jpeg))) {
            assertSame(reader.read(jpeg), decoder, jpeg);
          }
        }
      }
    }
  }

  /** A damaged header may tell of another picture. */
  private static boolean isOfTheGrid(JpegCoefficients read) {
    List<JpegCoefficients.Component> components = read.components();
    return read.width() == GRID.pixelWidth()
        && read.height() == GRID.pixelHeight()
        && read.colourSpace() == ColourSpace.YCBCR
        && components.get(0).horizontalSampling() == 2
        && components.get(0).verticalSampling() == 2
        && components.stream()
            .skip(1)
            .allMatch(c -> c.horizontalSampling() == 1 && c.verticalSampling() == 1);
  }

  private static void assertRefused(JpegError expected, FittedDecoder decoder, byte[] jpeg) {
    JpegException refusal = catchThrowableOfType(JpegException.class, () -> decoder.decode(jpeg));
    assertThat(refusal).isNotNull();
    if (refusal.error() != JpegError.UNSUPPORTED) { // by its header, which the reader accepts
      assertThat(refusal.error()).isEqualTo(expected);
    }
  }

  private static void assertSame(JpegCoefficients read, FittedDecoder decoder, byte[] jpeg)
      throws JpegException {
    Unpacked fitted = Unpacked.of(decoder.decode(jpeg), GRID);
    assertThat(decoder.warnings()).isEqualTo(read.warnings());
    for (int i = 0; i < 3; i++) {
      JpegCoefficients.Component component = read.components().get(i);
      float[] expected = new float[fitted.plane(i).capacity()];
      int blocks = expected.length / 64;
      for (int at = 0; at < expected.length; at++) {
        float step = Short.toUnsignedInt(component.table().get(at % 64));
        expected[at % 64 * blocks + at / 64] = component.blocks().get(at) * step;
      }
      assertThat(fitted.values(i)).as("plane %d", i).isEqualTo(expected);
    }
  }
}
