package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
  @TempDir private Path folder;

  @Test
  void saysWhatAModelPromisesAndCosts() {
    Run run = Run.of("model", ShippedModel.FLOWERS.file());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("flowers version 1", "daisy, dandelion, roses, sunflowers, tulips")
        .contains("of any size", "128x128 pixels")
        .contains("y [N, 64, 16, 16], cb and cr [N, 64, 8, 8]", "[N, 5]")
        .contains("15,930,624 multiply-accumulates") // as ./dctstream networks has it
        .contains("late-concat-rfa-thinner");
  }

  @Test
  void refusesAFileWhoseGraphBreaksItsContract() throws IOException {
    Path file = SpoiltModel.ofAnotherLayout(folder);
    Run run = Run.of("model", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains(file.toString(), "refused");
  }

  @Test
  void refusesAFileThatIsNoModel() throws IOException {
    Path file = Files.writeString(folder.resolve("model.onnx"), "no model");

    assertThat(Run.of("model", file).err()).hasLineCount(1).contains(file.toString());
    assertThat(Run.of("model", folder.resolve("none.onnx")).err()).contains("no model file");
  }
}
