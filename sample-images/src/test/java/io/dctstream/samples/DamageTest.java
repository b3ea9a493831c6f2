package io.dctstream.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {
  private static final int SEEDS = 50;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void truncatedEndsWithinTheEntropyCodedData(boolean progressive) {
    byte[] jpeg = jpeg(progressive);
    int scan = JpegSegments.find(jpeg, kind -> kind == JpegSegments.SOS);
    int data = scan + JpegSegments.byteAt(jpeg, scan + 1);
    for (long seed = 0; seed < SEEDS; seed++) {
      byte[] cut = Damage.TRUNCATED.apply(jpeg, seed);
      assertThat(cut).isEqualTo(Arrays.copyOf(jpeg, cut.length));
      assertThat((cut.length - data) / (double) (jpeg.length - data)).isBetween(0.19, 0.81);
    }
  }

  @Test
  void truncatedNeedsAJpeg() {
    assertThatThrownBy(() -> Damage.TRUNCATED.apply(new byte[] {1, 2, 3}, 0))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] headerOnly = Arrays.copyOf(jpeg(false), 100);
    assertThatThrownBy(() -> Damage.TRUNCATED.apply(headerOnly, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void garbageNeverBeginsAsAJpeg() {
    byte[] jpeg = jpeg(false);
    // Enough seeds to meet FF first several times, were it not prevented.
    for (long seed = 0; seed < 2000; seed++) {
      byte[] garbage = Damage.GARBAGE.apply(Arrays.copyOf(jpeg, 16), seed);
      assertThat(garbage).hasSize(16);
      assertThat(garbage[0]).isNotEqualTo((byte) 0xff);
    }
    assertThat(Damage.GARBAGE.apply(jpeg, 1)).isNotEqualTo(Damage.GARBAGE.apply(jpeg, 2));
  }

  @Test
  void emptyHasNoBytes() {
    assertThat(Damage.EMPTY.apply(jpeg(false), 0)).isEmpty();
  }

  @Test
  void notJpegIsAWebPage() {
    assertThat(new String(Damage.NOT_JPEG.apply(jpeg(false), 0), StandardCharsets.US_ASCII))
        .startsWith("<!DOCTYPE html>");
  }

  @ParameterizedTest
  @EnumSource
  void sameSeedSameDamageAndTheOriginalStays(Damage damage) {
    byte[] jpeg = jpeg(false);
    byte[] copy = jpeg.clone();
    assertThat(damage.apply(jpeg, 5)).isEqualTo(damage.apply(copy, 5)).isNotEqualTo(copy);
    assertThat(jpeg).isEqualTo(copy);
  }

  private static byte[] jpeg(boolean progressive) {
    JpegFormat format = new JpegFormat(80, ChromaSampling.HALF_BOTH, progressive);
    return new SampleImages(1).draw(0, 200, 120, format).jpeg();
  }
}
