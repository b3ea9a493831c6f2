package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How commands are called wrongly, and what they say then. */
class CommandLineTest {
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
  void versionNamesTheProgramAndItsJava() {
    assertThat(Run.of("--version").out())
        .startsWith("dctstream ")
        .contains("Java " + System.getProperty("java.version"));
  }
}
