package io.dctstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.benchmarks.Bench;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteadyITCase {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void seesEachImageAtEachStation(@TempDir Path folder) throws Exception {
    Path csv = folder.resolve("images.csv");

    assertThat(steady("--rate=100", "--seconds=2", "--warm-up=20", "--csv=" + csv))
        .as(err.toString())
        .isZero();

    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(201).startsWith("due,classified,emitted,visible");
    List<long[]> passages = lines.stream().skip(1).map(SteadyITCase::numbers).toList();
    assertThat(passages).allSatisfy(passage -> assertThat(passage).isSorted());
    assertThat(passages.get(199)[0] - passages.get(0)[0])
        .as("milliseconds in which 200 images were due")
        .isEqualTo(1_990);
    assertThat(out.toString())
        .contains(
            "| at 100 images/s,",
            "| classified |",
            "| emitted |",
            "| committed and read |",
            "| broker |")
        .contains("| second | resident MiB | live heap MiB |");
  }

  @Test
  void refusesNoRate() {
    assertThat(steady("--rate=0")).isEqualTo(2);
    assertThat(err.toString()).contains("--rate").hasLineCount(1);
  }

  private int steady(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "steady";
    System.arraycopy(args, 0, all, 1, args.length);
    return Bench.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }

  private static long[] numbers(String line) {
    return Arrays.stream(line.split(",", -1)).mapToLong(Long::parseLong).toArray();
  }
}
