package io.dctstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {
  @ParameterizedTest
  @ValueSource(strings = {"no-such-folder", "224x224-q0", "224x224"})
  void refusesPicturesThatCannotBeHadInOneSentence(String set) {
    assertThat(refusal("--pictures", set)).contains("'" + set + "'").hasLineCount(1);
  }

  @Test
  void refusesAFolderWithoutPictures(@TempDir Path folder) {
    assertThat(refusal("--pictures", folder.toString())).contains("no .jpg file").hasLineCount(1);
  }

  @Test
  void refusesWhatItCouldOnlyFailAtAfterMeasuring(@TempDir Path folder) {
    assertThat(refusal("--json", folder.resolve("missing/b.json").toString()))
        .contains("missing")
        .hasLineCount(1);
    assertThat(refusal("--bytes", "--network-size", "100"))
        .contains("--network-size")
        .hasLineCount(1);
    assertThat(refusal("--rounds", "0")).contains("--rounds").hasLineCount(1);
  }

  private static String refusal(String... args) {
    StringWriter err = new StringWriter();
    assertThat(Bench.commandLine().setErr(new PrintWriter(err)).execute(args)).isEqualTo(2);
    return err.toString();
  }
}
