package io.dctstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/**
 * Holds the table of docs/operations.md to the options. To write it anew: {@code mvn test -pl
 * flink-job -am -Dtest=OptionsPageTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Ddctstream.docs.write=true}.
 */
class OptionsPageTest {
  private static final Path PAGE = Path.of("../docs/operations.md");
  private static final String BEGIN = "<!-- options: written by OptionsPageTest -->\n";
  private static final String END = "<!-- options: end -->\n";

  @Test
  void theTableIsThatOfTheOptions() throws Exception {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    assertThat(begin).isNotNegative().isLessThan(end);
    String expected = page.substring(0, begin) + BEGIN + table() + page.substring(end);
    if (Boolean.getBoolean("dctstream.docs.write")) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(page).isEqualTo(expected);
    }
  }

  private static String table() throws JobException {
    List<ConfigOption<String>> required = StreamOptions.required(new Configuration());
    return StreamOptions.all().stream()
        .map(
            option ->
                "| `%s` | %s | %s |\n"
                    .formatted(
                        option.key(),
                        required.contains(option)
                            ? "required"
                            : code(OptionText.defaultValue(option)),
                        OptionText.description(option)))
        .collect(Collectors.joining("", "| key | default | |\n|---|---|---|\n", ""));
  }

  private static String code(String value) {
    return value.isEmpty() ? "" : "`" + value + "`";
  }
}
