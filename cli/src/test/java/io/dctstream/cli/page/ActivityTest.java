package io.dctstream.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Prediction;
import io.dctstream.jpegdct.Warnings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivityTest {
  private final Activity activity = new Activity();

  @Test
  void sumsUpASecond() {
    for (int latency = 1; latency <= 200; latency++) {
      activity.predicted(prediction(latency, latency <= 150 ? "1" : "2"), 300);
    }
    activity.rejected("CORRUPT");

    Second second = activity.turn(5000, null, List.of());

    assertThat(second.images()).isEqualTo(201);
    assertThat(second.p50()).isEqualTo(100);
    assertThat(second.p99()).isEqualTo(198);
    assertThat(second.models()).isEqualTo(Map.of("shapes 1", 150, "shapes 2", 50));
    assertThat(second.labels()).isEqualTo(Map.of("rings", 200));
    assertThat(second.predictionBytes()).isEqualTo(300);
  }

  @Test
  void beginsEachSecondAnewButNotTheTotals() {
    activity.predicted(prediction(10, "1"), 300);
    activity.rejected("CORRUPT");
    activity.turn(5000, null, List.of());
    activity.rejected("TRUNCATED");

    Second second = activity.turn(6000, null, List.of());

    assertThat(second.images()).isEqualTo(1);
    assertThat(second.p50()).isNull();
    assertThat(second.models()).isEmpty();
    assertThat(second.predictions()).isEqualTo(1);
    assertThat(second.rejects()).isEqualTo(Map.of("CORRUPT", 1L, "TRUNCATED", 1L));
  }

  private static Prediction prediction(long latency, String version) {
    return new Prediction(
        "a",
        new Origin("images-0-1"),
        1000,
        "shapes",
        version,
        List.of(new LabelScore("rings", 0.9f), new LabelScore("dots", 0.1f)),
        Warnings.NONE,
        1000 + latency);
  }
}
