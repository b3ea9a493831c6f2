package io.dctstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreDifferenceTest {
  private static final FloatBuffer SCORES = FloatBuffer.wrap(new float[] {0, 0, 0.7f, 0.3f});

  @Test
  void isHalfOfWhatTheScoresDifferBy() {
    assertThat(between(List.of("a", "b"), 0.7f, 0.3f)).isZero();
    assertThat(between(List.of("a", "b"), 0.4f, 0.6f)).isCloseTo(0.3f, within(1e-6f));
  }

  @Test
  void goesByTheNamesOfTheLabels() {
    assertThat(between(List.of("b", "a"), 0.3f, 0.7f)).isCloseTo(0, within(1e-6f));
  }

  @Test
  void aLabelThatIsNotKnownScoresNothing() {
    assertThat(between(List.of("b", "c"), 0.1f, 0.9f)).isCloseTo(0.9f, within(1e-6f));
    assertThat(between(List.of("c", "d"), 0.1f, 0.9f)).isCloseTo(1, within(1e-6f));
    assertThat(between(List.of("a", "b", "c"), 0.5f, 0.3f, 0.2f)).isCloseTo(0.2f, within(1e-6f));
  }

  /** Of the second image, beside an image that has nothing to do with it. */
  private static float between(List<String> labels, float... others) {
    FloatBuffer two = FloatBuffer.allocate(2 * others.length);
    two.put(others.length, others);
    return new ScoreDifference(List.of("a", "b"), labels).between(SCORES, two, 1);
  }
}
