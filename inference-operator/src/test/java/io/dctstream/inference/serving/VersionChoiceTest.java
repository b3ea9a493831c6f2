package io.dctstream.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dctstream.inference.serving.VersionChoice.Share;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionChoiceTest {
  @Test
  void readsSharesAndAShadow() {
    VersionChoice choice = VersionChoice.parse("v3=90, v4=10,shadow=v5");
    assertThat(choice.shares()).containsExactly(new Share("v3", 90), new Share("v4", 10));
    assertThat(choice.shadow()).isEqualTo("v5");
  }

  @Test
  void aVersionAloneHasAllImages() {
    assertThat(VersionChoice.parse("v3").shares()).containsExactly(new Share("v3", 1));
    assertThat(VersionChoice.parse("v3").pick("any")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "v3", "v3=90,v4=10", "v3=95,latest=5", "v3,shadow=latest"})
  void saysWhatItRead(String words) {
    assertThat(VersionChoice.parse(words)).hasToString(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "v3=", "=3", "v3=0", "v3=-1", "v3=many", "v3,,v4", "shadow=v5", "v3,shadow="})
  void refusesOtherWords(String words) {
    assertThatThrownBy(() -> VersionChoice.parse(words))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3,v3", "v3=9,v3=1", "v3,shadow=v3", "latest,shadow=latest"})
  void refusesAVersionThatIsNamedTwice(String words) {
    assertThatThrownBy(() -> VersionChoice.parse(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("named twice");
  }

  @Test
  void sharesAreKept() {
    VersionChoice choice = VersionChoice.parse("v3=90,v4=10");
    int images = 100_000;
    long toV4 = IntStream.range(0, images).filter(i -> choice.pick("image" + i) == 1).count();
    // Four standard deviations of a draw.
    assertThat((double) toV4).isCloseTo(images * 0.1, within(380.0));
  }

  @Test
  void whatAVersionHasItKeepsWhenItsShareGrows() {
    VersionChoice before = VersionChoice.parse("v3=90,v4=10");
    VersionChoice after = VersionChoice.parse("v3=70,v4=30");
    assertThat(IntStream.range(0, 1000).mapToObj(i -> "image" + i))
        .allMatch(id -> before.pick(id) == 0 || after.pick(id) == 1);
  }

  /** So that a job of another release, on another machine, sends an image to the same version. */
  @Test
  void theHashIsTheSameForEver() {
    VersionChoice choice = VersionChoice.parse("a,b,c,d");
    StringBuilder picks = new StringBuilder();
    IntStream.range(0, 20).forEach(i -> picks.append(choice.pick("image" + i)));
    assertThat(picks).hasToString("02313010000320200322");
  }
}
