package io.dctstream.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {
  private static final String RECIPE =
      """
      {"epochs": 3, "batchSize": 8, "learningRate": 0.1, "warmUpEpochs": 1, "schedule": "STEP",
       "momentum": 0.9, "weightDecay": 0.0, "labelSmoothing": 0.1,
       "variation": {"shift": 0.1, "scales": [], "jitter": 0.2, "mixUp": 0.0}}
      """;

  @TempDir private Path folder;

  @Test
  void readsAFile() throws Exception {
    Recipe recipe = Recipe.read(file(RECIPE));

    assertThat(recipe.epochs()).isEqualTo(3);
    assertThat(recipe.schedule()).isEqualTo(Schedule.STEP);
    assertThat(recipe.variation().jitter()).isEqualTo(0.2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "batchSize": 8,        |                        | it lacks 'batchSize'
          "jitter": 0.2,         |                        | it lacks 'jitter'
          "epochs": 3            | "epochs": null         | it lacks 'epochs'
          "epochs": 3            | "epoch": 3, "epochs": 3 | nothing like 'epoch'
          "epochs": 3            | "epochs": "many"       | 'epochs' has no value of its kind
          "STEP"                 | "STAIRS"               | 'schedule' has no value of its kind
          "momentum": 0.9        | "momentum": 1.5        | The momentum is in [0, 1), not 1.5
          "mixUp": 0.0           | "mixUp": 0.9           | The mix-up is in [0, 0.5], not 0.9
          "shift": 0.1           | shift                  | line 3 is not JSON
          """)
  void saysInWordsWhatIsWrong(String right, String wrong, String message) throws Exception {
    Path file = file(RECIPE.replace(right, wrong == null ? "" : wrong));

    assertThatThrownBy(() -> Recipe.read(file))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(file + " is no recipe: ")
        .hasMessageContaining(message)
        .hasMessageNotContainingAny("Exception", "Feature", "com.fasterxml");
  }

  @ParameterizedTest
  @CsvSource({"'', it has no object", "[], it has no object", "3, it has no object"})
  void saysThatOtherJsonIsNone(String content, String message) throws Exception {
    Path file = file(content);

    assertThatThrownBy(() -> Recipe.read(file))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(() -> Recipe.read(folder.resolve("none.json")))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("none.json")
        .hasMessageContaining("flowers");
  }

  @ParameterizedTest
  @CsvSource({"small", "flowers", "paper"})
  void knowsThoseThatHaveAName(String name) {
    assertThat(Recipe.named(name).epochs()).isPositive();
  }

  private Path file(String content) throws Exception {
    return Files.writeString(folder.resolve("recipe.json"), content);
  }
}
