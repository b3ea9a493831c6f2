package io.dctstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Prediction;
import io.dctstream.jpegdct.Warnings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
  @Test
  void takesTheNearestRank() {
    // 1 to 200 ms, slowest first: the 100th and the 198th of them.
    assertThat(Latency.of(IntStream.range(0, 200).mapToObj(i -> took(200 - i)).toList()))
        .isEqualTo(new Latency(100, 198));
  }

  @Test
  void ofOnePictureIsItsOwn() {
    assertThat(Latency.of(List.of(took(7)))).isEqualTo(new Latency(7, 7));
  }

  @Test
  void ofNoPictureIsUnknown() {
    assertThat(Latency.of(List.of())).isNull();
  }

  private static Prediction took(int millis) {
    return new Prediction(
        "id",
        new Origin("o"),
        1000,
        "m",
        "1",
        List.of(new LabelScore("a", 1)),
        Warnings.NONE,
        1000 + millis);
  }
}
