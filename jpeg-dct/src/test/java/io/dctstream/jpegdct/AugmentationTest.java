package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.jpegdct.Augmentation.Orientation;
import io.dctstream.jpegdct.Augmentation.Tone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmentationTest {
  @ParameterizedTest
  @CsvSource({"1, 0", "0, -1"})
  void aWindowBeginsWhereChromaCanBeCut(int left, int top) {
    assertThatThrownBy(() -> new Augmentation(left, top, Orientation.UPRIGHT, Tone.UNCHANGED, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A window begins at even blocks, where chroma can be cut too, not at (%d, %d)"
                .formatted(left, top));
  }

  @ParameterizedTest
  @CsvSource({
    "-0.1, 1, 0, The contrast is a factor of at least 0",
    "NaN, 1, 0, The contrast is a factor of at least 0",
    "1, -2, 0, The saturation is a factor of at least 0",
    "1, Infinity, 0, The saturation is a factor of at least 0",
    "1, 1, NaN, The brightness is finite",
    "1, 1, -Infinity, The brightness is finite"
  })
  void aToneKeepsItsRanges(float contrast, float saturation, float brightness, String sentence) {
    assertThatThrownBy(() -> new Tone(contrast, saturation, brightness))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(sentence);
  }
}
