package io.dctstream.benchmarks.networks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dctstream.benchmarks.Bench;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksITCase {
  @TempDir private Path folder;

  @Test
  void racesNetworksAndReports() throws Exception {
    assertThat(
            bench(
                0,
                "--network=resnet50-rgb,late-concat,dct-learn",
                "--width=0.03",
                "--batch=2",
                "--rounds=1",
                "--out=" + folder))
        .contains("| late-concat | int8 | 2 |", "resnet50-rgb --front-end dct");

    JsonNode results = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    assertThat(results).hasSize(8);
    for (JsonNode result : results) {
      assertThat(result.get("alone").asDouble())
          .isGreaterThan(result.get("fromBytes").asDouble())
          .isPositive();
      boolean isReference = result.get("network").asText().equals("resnet50-rgb");
      assertThat(result.get("timesReference").asDouble() == 1).isEqualTo(isReference);
    }
    assertThat(results.findValuesAsText("bytesPerImage")).contains("602112", "301056");
    assertThat(folder.resolve("report.html")).content().contains("<svg", "late-concat");
    assertThat(folder.resolve("report.md")).content().contains("| late-concat |");
  }

  @ParameterizedTest
  @CsvSource({
    "--network=upsampler, upsampler",
    "--rounds=0, --rounds",
    "--batch=0, --batch",
    "--precision=fp16, fp16",
    "--device=cuda, profile gpu"
  })
  void refusesInOneSentence(String argument, String named) throws Exception {
    assertThat(bench(2, argument, "--out=" + folder)).contains(named).hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }

  /** What the command prints: its output, or its errors if it fails. */
  private static String bench(int exitCode, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = new String[args.length + 1];
    all[0] = "networks";
    System.arraycopy(args, 0, all, 1, args.length);
    assertThat(
            Bench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all))
        .as(err.toString())
        .isEqualTo(exitCode);
    return exitCode == 0 ? out.toString() : err.toString();
  }
}
