package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it says of input that it cannot take; {@code ModelWrapITCase} has what it makes. */
class WrapCommandTest {
  @TempDir private Path folder;

  @Test
  void aModelThatIsNoneOfRgbIsRefusedWithTheReason() {
    Path out = folder.resolve("out.onnx");
    Run run = Run.of("wrap", "--rgb-model", ShippedModel.FLOWERS.file(), "--out", out);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).contains("inputs [y, cb, cr]", "has one");
    assertThat(out).doesNotExist();
  }

  @Test
  void filesAndNumbersThatCannotBeAreNamed() throws IOException {
    Path none = folder.resolve("none.onnx");
    Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
    Path out = folder.resolve("out.onnx");

    assertThat(Run.of("wrap", "--rgb-model", none, "--out", out).err())
        .hasLineCount(1)
        .contains(none.toString());
    assertThat(Run.of("wrap", "--rgb-model", text, "--out", out).err())
        .hasLineCount(1)
        .contains(text.toString(), "no ONNX file");
    Run misuse = Run.of("wrap", "--rgb-model", text, "--out", out, "--std", "1,0,1");
    assertThat(misuse.exitCode()).isEqualTo(2);
    assertThat(misuse.err()).contains("positive");
  }
}
