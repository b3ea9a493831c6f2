package io.dctstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** GitHub's workflows parse, pin what they use, and run files that exist. */
class WorkflowsTest {
  private static final Path FOLDER = Page.CHECKOUT.resolve(".github/workflows");
  private static final Pattern USES = Pattern.compile("uses: *(\\S+)");
  private static final Pattern SCRIPT = Pattern.compile("(?m)run: *(\\.\\S*|\\./\\S+)");

  @Test
  void runTheOneCheckOnBothProcessors() throws IOException {
    String check = Files.readString(FOLDER.resolve("check.yml"));
    assertThat(check).contains("run: .ci/run", "ubuntu-24.04\n", "ubuntu-24.04-arm\n");
  }

  @Test
  void parseAndNameJobs() throws IOException {
    for (Path file : files()) {
      Map<String, Object> workflow =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      assertThat(workflow).as(file.toString()).containsKey("jobs");
      assertThat(workflow.get("permissions")).isEqualTo(Map.of("contents", "read"));
    }
  }

  @Test
  void pinActionsAndRunScriptsThatExist() throws IOException {
    for (Path file : files()) {
      String text = Files.readString(file);
      Matcher uses = USES.matcher(text);
      while (uses.find()) {
        assertThat(uses.group(1)).matches("[\\w./-]+@([0-9a-f]{40}|v\\d+\\.\\d+\\.\\d+)");
      }
      Matcher scripts = SCRIPT.matcher(text);
      while (scripts.find()) {
        assertThat(Page.CHECKOUT.resolve(scripts.group(1))).isExecutable();
      }
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.toList();
    }
  }
}
