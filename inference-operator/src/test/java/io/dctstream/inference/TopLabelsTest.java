package io.dctstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.contract.LabelScore;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopLabelsTest {
  private static final List<String> LABELS = List.of("a", "b", "c", "d");
  private static final FloatBuffer SCORES =
      FloatBuffer.wrap(new float[] {9, 9, 9, 9, 0.1f, 0.4f, 0.2f, 0.3f, Float.NaN, 0, 0, 0});

  @Test
  void takesTheBestOfItsSlot() throws Exception {
    assertThat(TopLabels.of(SCORES, 1, LABELS, 2))
        .containsExactly(new LabelScore("b", 0.4f), new LabelScore("d", 0.3f));
  }

  @Test
  void sortsAllIfMoreAreWanted() throws Exception {
    assertThat(TopLabels.of(SCORES, 1, LABELS, 9))
        .extracting(LabelScore::label)
        .containsExactly("b", "d", "c", "a");
  }

  @Test
  void keepsTheOrderOfLabelsAmongEquals() throws Exception {
    assertThat(TopLabels.of(SCORES, 0, LABELS, 3))
        .extracting(LabelScore::label)
        .containsExactly("a", "b", "c");
  }

  @Test
  void refusesScoresThatAreNoNumbers() {
    assertThatThrownBy(() -> TopLabels.of(SCORES, 2, LABELS, 1))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("'a'");
  }
}
