package io.dctstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dctstream.benchmarks.Bench;
import io.dctstream.cli.Installation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineITCase {
  @TempDir private Path folder;

  @Test
  void bringsImagesEveryWayAndReports() throws Exception {
    assumeTrue(Files.exists(Installation.jobJar()), "The job jar is made by the phase 'package'");
    assertThat(bench(0, "--images=320", "--rounds=1"))
        .contains("| bare loop |", "| RGB job, Kafka to Kafka |", "processes, apart");

    JsonNode figures = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    assertThat(figures.get("ways")).hasSize(6);
    for (JsonNode way : figures.get("ways")) {
      assertThat(way.get("imagesPerSecond").asDouble()).isPositive();
      assertThat(way.get("cpuSeconds").asDouble()).isPositive();
    }
    JsonNode visible = figures.get("steady").get("visible");
    assertThat(visible.get("p99").asDouble())
        .isGreaterThanOrEqualTo(figures.get("steady").get("emitted").get("p50").asDouble());
    JsonNode hops = figures.get("hops");
    assertThat(hops.get("shuffled").asDouble())
        .as("what crosses the network is the payload and a little more")
        .isBetween(hops.get("packed").asDouble(), 1.02 * hops.get("packed").asDouble());
    assertThat(folder.resolve("report.html")).content().contains("<svg", "bare loop");
  }

  @Test
  void refusesARunOfOneImage() {
    assertThat(bench(2, "--images=1")).contains("--images").hasLineCount(1);
  }

  /** What the command prints: its output, or its errors if it fails. */
  private String bench(int exitCode, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = new String[args.length + 2];
    all[0] = "pipeline";
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
