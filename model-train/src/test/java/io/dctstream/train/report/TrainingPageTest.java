package io.dctstream.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.train.EpochResult;
import io.dctstream.train.EvaluationReport;
import io.dctstream.train.Recipe;
import io.dctstream.train.TrainingPlan;
import io.dctstream.train.TrainingRecord;
import io.dctstream.train.network.NetworkScale;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingPageTest {
  private static final List<String> LABELS = List.of("<b>cats & dogs", "foxes");

  private static final TrainingRecord RECORD =
      new TrainingRecord(
          TrainingPlan.of(
              "late-concat",
              NetworkScale.of(0.1, NetworkScale.FULL_DEPTH, 64),
              1,
              Recipe.named(Recipe.DEFAULT).withEpochs(4)),
          LABELS,
          90,
          10,
          List.of(),
          List.of(
              new EpochResult(1, 0.7, 0.5, 0.4, 1, 12, 120),
              new EpochResult(2, 0.5, 0.75, 0.8125, 1, 13, 130)));

  @Test
  void aRunningTrainingRenewsItsPage() throws IOException {
    assertThat(TrainingPage.running(RECORD))
        .contains("http-equiv=\"refresh\"", "Epoch 2 of 4. Best: epoch 2 with 81.25 % of 10")
        .doesNotContain("taken for");
  }

  @Test
  void namesOfClassesAreTextAndNothingElse() throws IOException {
    EvaluationReport validation =
        new EvaluationReport(LABELS, 10, 0.8, 1, List.of(List.of(3, 1), List.of(1, 5)), List.of());

    Mistake mistake =
        new Mistake("\"><i>.jpg", LABELS.get(0), "foxes", 0.875, new byte[] {1, 2, 3});

    assertThat(TrainingPage.finished(RECORD, validation, List.of(mistake)))
        .contains("alt=\"&quot;&gt;&lt;i&gt;.jpg\" src=\"data:image/jpeg;base64,AQID\"")
        .contains("&lt;b&gt;cats &amp; dogs taken for foxes, 87.50 %")
        .contains("<td>&lt;b&gt;cats &amp; dogs</td><td>4</td><td>75.00 %</td><td>75.00 %</td>")
        .contains("<td>foxes</td><td>1</td><td>5</td>")
        .doesNotContain("<b>", "http-equiv=\"refresh\"");
  }
}
