package io.dctstream.cli.dct;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ShortBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against tables that cjpeg writes. */
class IjgQualityTest {
  /** {@code cjpeg -quality 75}. */
  private static final int[] Q75 = {
    8, 6, 5, 8, 12, 20, 26, 31, //
    6, 6, 7, 10, 13, 29, 30, 28, //
    7, 7, 8, 12, 20, 29, 35, 28, //
    7, 9, 11, 15, 26, 44, 40, 31, //
    9, 11, 19, 28, 34, 55, 52, 39, //
    12, 18, 28, 32, 41, 52, 57, 46, //
    25, 32, 39, 44, 52, 61, 60, 51, //
    36, 46, 48, 49, 56, 50, 52, 50
  };

  /** {@code cjpeg -quality 10}. */
  private static final int[] Q10 = {
    80, 55, 50, 80, 120, 200, 255, 305, //
    60, 60, 70, 95, 130, 290, 300, 275, //
    70, 65, 80, 120, 200, 285, 345, 280, //
    70, 85, 110, 145, 255, 435, 400, 310, //
    90, 110, 185, 280, 340, 545, 515, 385, //
    120, 175, 275, 320, 405, 520, 565, 460, //
    245, 320, 390, 435, 515, 605, 600, 505, //
    360, 460, 475, 490, 560, 500, 515, 495
  };

  @Test
  void recognisesLibjpegsTables() {
    assertThat(of(Q75)).isEqualTo(new IjgQuality(75, true));
    assertThat(of(Q10)).isEqualTo(new IjgQuality(10, true));
    int[] ones = new int[64];
    Arrays.fill(ones, 1);
    assertThat(of(ones)).isEqualTo(new IjgQuality(100, true));
  }

  /** {@code cjpeg -quality 10 -baseline}. */
  @Test
  void recognisesATableThatIsKeptTo8Bits() {
    int[] baseline = Q10.clone();
    for (int k = 0; k < baseline.length; k++) {
      baseline[k] = Math.min(baseline[k], 255);
    }
    assertThat(of(baseline)).isEqualTo(new IjgQuality(10, true));
  }

  @Test
  void namesTheNearestOfATableThatIsNotLibjpegs() {
    int[] custom = Q75.clone();
    custom[0] = 7;
    custom[63] = 52;
    assertThat(of(custom)).isEqualTo(new IjgQuality(75, false));
  }

  @Test
  void takesEntriesAsUnsigned() {
    int[] coarsest = new int[64];
    Arrays.fill(coarsest, 65535);
    assertThat(of(coarsest)).isEqualTo(new IjgQuality(1, false));
  }

  private static IjgQuality of(int[] table) {
    short[] entries = new short[table.length];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = (short) table[k];
    }
    return IjgQuality.of(ShortBuffer.wrap(entries));
  }
}
