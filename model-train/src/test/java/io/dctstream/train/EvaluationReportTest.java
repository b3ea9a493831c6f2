package io.dctstream.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {
  @Test
  void precisionIsOfAnswersAndRecallOfImages() {
    EvaluationReport report =
        new EvaluationReport(
            List.of("cat", "dog", "fox"),
            10,
            0.6,
            1,
            List.of(List.of(3, 1, 0), List.of(2, 4, 0), List.of(0, 0, 0)),
            List.of());

    assertThat(report.classes())
        .containsExactly(
            new ClassResult("cat", 4, 3.0 / 5, 3.0 / 4),
            new ClassResult("dog", 6, 4.0 / 5, 4.0 / 6),
            new ClassResult("fox", 0, 0, 0));
  }
}
