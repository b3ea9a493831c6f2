package io.dctstream.benchmarks.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dctstream.benchmarks.Bench;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillITCase {
  @TempDir private Path folder;

  @Test
  void classifiesAnArchiveByEachProgramAndKillsOneAndReports() throws Exception {
    assertThat(
            bench(
                0,
                "--images=6000",
                "--rounds=1",
                "--contenders=bare,tar,naive-threads",
                "--checkpoint-interval=100 ms"))
        .contains("| bare loop, from memory |", "| ImageIO and RGB, a thread a core |")
        .containsPattern("Killed when [\\d,]+ results .* all are after .* each once");

    JsonNode figures = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    assertThat(figures.get("results")).hasSize(3);
    for (JsonNode result : figures.get("results")) {
      assertThat(result.get("imagesPerSecond").asDouble()).isPositive();
      assertThat(result.get("cpuSecondsOfAll").asDouble()).isPositive();
      assertThat(result.get("peakMebibytes").asDouble()).isGreaterThan(10);
      assertThat(result.get("wholeSeconds").asDouble())
          .isGreaterThan(result.get("firstSeconds").asDouble());
    }
    assertThat(figures.get("results").get(0).get("ofBareLoop").asDouble()).isEqualTo(1);
    assertThat(figures.get("courses")).hasSize(1);
    assertThat(figures.get("resumption").get("before").asInt()).isBetween(6000 / 3, 5999);
    assertThat(folder.resolve("report.html")).content().contains("<svg", "backfill, tar");
  }

  @Test
  void refusesTooFewImages() {
    assertThat(bench(2, "--images=1")).contains("--images").hasLineCount(1);
  }

  /** What the command prints: its output, or its errors if it fails. */
  private String bench(int exitCode, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = new String[args.length + 2];
    all[0] = "backfill";
    all[1] = "--out=" + folder;
    System.arraycopy(args, 0, all, 2, args.length);
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
