package io.dctstream.cli.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dctstream.cli.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules of Prometheus and the dashboard of Grafana. */
class PrometheusRulesTest {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  @Test
  void theRulesRingWhenTheyMust() throws Exception {
    assumeTrue(Files.isExecutable(PROMTOOL), "It is not installed: apt-get install prometheus");

    promtool("check", "config", "prometheus.yml");
    promtool("test", "rules", "rules_test.yml");
  }

  /** PrometheusITCase holds the table to what a running job exposes. */
  @Test
  void rulesAndDashboardUseOnlyMetricsOfTheTableForOperators() throws IOException {
    Set<String> documented = metrics("docs/operations.md", "^\\| `(flink_\\w+)`");

    assertThat(documented)
        .containsAll(metrics("deploy/prometheus/rules.yml", "\\b(flink_\\w+)"))
        .containsAll(metrics("deploy/grafana/dashboards/dctstream.json", "\\b(flink_\\w+)"));
  }

  private static Set<String> metrics(String file, String pattern) throws IOException {
    Set<String> names =
        Pattern.compile(pattern, Pattern.MULTILINE)
            .matcher(Repository.read(file))
            .results()
            .map((MatchResult name) -> name.group(1))
            .collect(Collectors.toSet());
    assertThat(names).as(file).isNotEmpty();
    return names;
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder command = new ProcessBuilder(arguments);
    command.command().add(0, PROMTOOL.toString());
    Process process =
        command
            .directory(Repository.home().resolve("deploy/prometheus").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
