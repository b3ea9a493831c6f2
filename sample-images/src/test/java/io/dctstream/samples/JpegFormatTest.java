package io.dctstream.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegFormatTest {
  private static final int BASELINE = 0xc0;
  private static final int PROGRESSIVE = 0xc2;

  @ParameterizedTest
  @CsvSource({
    "HALF_BOTH, false, 3, 34",
    "HALF_BOTH, true, 3, 34",
    "HALF_WIDTH, false, 3, 33",
    "HALF_WIDTH, true, 3, 33",
    "FULL, false, 3, 17",
    "FULL, true, 3, 17",
    "GREY, false, 1, 17",
    "GREY, true, 1, 17"
  })
  void writesTheSamplingAndModeAskedFor(
      ChromaSampling sampling, boolean progressive, int components, int lumaFactors) {
    byte[] jpeg = new JpegFormat(80, sampling, progressive).encode(picture());

    Frame frame = Frame.of(jpeg);
    assertThat(frame.kind()).isEqualTo(progressive ? PROGRESSIVE : BASELINE);
    assertThat(frame.width()).isEqualTo(50);
    assertThat(frame.height()).isEqualTo(30);
    assertThat(frame.components()).isEqualTo(components);
    assertThat(frame.lumaFactors()).isEqualTo(lumaFactors);
  }

  @Test
  void theQualityIsLibjpegs() {
    // The luma table of ITU T.81, table K.1, begins with 16; libjpeg scales it by 200 - 2 * quality
    // per cent from quality 50 on.
    assertThat(firstTableEntry(50)).isEqualTo(16);
    assertThat(firstTableEntry(75)).isEqualTo(8);
    assertThat(firstTableEntry(90)).isEqualTo(3);
  }

  @Test
  void refusesAQualityThatIsNone() {
    assertThatThrownBy(() -> new JpegFormat(0, ChromaSampling.FULL, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A JPEG quality is from 1 to 100, not 0");
  }

  private static int firstTableEntry(int quality) {
    byte[] jpeg = new JpegFormat(quality, ChromaSampling.FULL, false).encode(picture());
    int table = JpegSegments.find(jpeg, kind -> kind == 0xdb);
    return jpeg[table + 3];
  }

  private static BufferedImage picture() {
    BufferedImage picture = new BufferedImage(50, 30, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.setRGB(x, y, random.nextInt());
      }
    }
    return picture;
  }
}
