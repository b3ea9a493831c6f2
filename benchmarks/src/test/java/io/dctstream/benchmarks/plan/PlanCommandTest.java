package io.dctstream.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.benchmarks.Bench;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PlanCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsARowForEachRateAndNetwork() {
    assertThat(plan("--rate=2000,50000", "--image-bytes=17093")).isZero();

    assertThat(out.toString().lines().filter(line -> line.startsWith("| 2,000 |"))).hasSize(1);
    assertThat(out.toString())
        .contains("| 50,000 |", "| late-concat-lean | 50,000 |", "payloads of 29,631")
        .doesNotContain("not measured");
  }

  @Test
  void saysWhereAFileIsLargerThanThoseMeasured() {
    assertThat(plan("--image-bytes=2000000")).isZero();
    assertThat(out.toString()).contains("not measured");
  }

  @Test
  void refusesNoImages() {
    assertThat(plan("--rate=0")).isEqualTo(2);
    assertThat(err.toString()).contains("--rate").hasLineCount(1);
  }

  private int plan(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "plan";
    System.arraycopy(args, 0, all, 1, args.length);
    return Bench.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }
}
