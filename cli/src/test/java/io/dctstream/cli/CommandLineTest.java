package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How commands are called wrongly, and what they say then. */
class CommandLineTest {
  private static final PrintWriter SILENT = new PrintWriter(Writer.nullWriter());

  @ParameterizedTest
  @CsvSource({
    "no-such-command, dctstream has no command 'no-such-command'; see ./dctstream --help",
    "--no-such-option, dctstream has no option '--no-such-option'; see ./dctstream --help",
  })
  void unknownWordsAreNamedInOneSentence(String word, String sentence) {
    Run run = Run.of(word);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo(sentence);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void helpListsTheCommandsAndHowToBegin() {
    Run run = Run.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: dctstream").contains("./dctstream demo");
  }

  @Test
  void aSeedThatWouldBeIgnoredIsRefused(@TempDir Path folder) {
    Run run = Run.of("train", "--data", folder, "--seed", 2, "--out", folder.resolve("out"));
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("--seed").contains("--training-seed").hasLineCount(1);
  }

  /** Picocli takes a lone percent sign for a format, and complains on the terminal. */
  @Test
  void everyHelpIsPrintedWithoutAComplaint() {
    PrintStream terminal = System.err;
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    System.setErr(new PrintStream(complaints, true, UTF_8));
    try {
      for (String command : Main.commandLine(SILENT, SILENT).getSubcommands().keySet()) {
        assertThat(Run.of(command, "--help").out()).contains("Usage: dctstream " + command);
      }
    } finally {
      System.setErr(terminal);
    }
    assertThat(complaints.toString(UTF_8)).isEmpty();
  }

  @Test
  void versionNamesTheProgramAndItsJava() {
    assertThat(Run.of("--version").out())
        .startsWith("dctstream ")
        .contains("Java " + System.getProperty("java.version"));
  }
}
