package io.dctstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.distribution.Block.Step;
import io.dctstream.distribution.Scratch.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the pages do what the pages say. */
class CommandsITCase {
  private static final int SECONDS = 180;

  /** A line of four spaces before a command: a block without a fence, which nothing would check. */
  private static final Pattern UNFENCED =
      Pattern.compile(
          " {4,}(\\$ )?([A-Z_]+=\\S+ )*(\\./dctstream|mvn|flink|docker|kubectl|helm|curl) .*");

  private static final Pattern CALL =
      Pattern.compile("(?m)(?:^|[|;&(] *|[A-Z_]+=\\S+ )\\./dctstream ([^|;>)\\n]*)");

  @TempDir private static Path folders;

  @Test
  void areInBlocksThatSayWhetherTheyAreRun() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Page page : Page.all()) {
      for (Block block : page.blocks()) {
        if (block.isOfAShell() && !block.isTested() && !block.isNotRunForAReason()) {
          faults.add(page.at(block.line()) + " is marked neither 'tested' nor 'not-run: REASON'");
        }
      }
      List<String> prose = page.prose();
      for (int i = 0; i < prose.size(); i++) {
        if (UNFENCED.matcher(prose.get(i)).matches()) {
          faults.add(page.at(i + 1) + " is a command outside of a fenced block");
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> doWhatThePageSays() throws IOException {
    return Page.all().stream()
        .filter(page -> page.blocks().stream().anyMatch(Block::isTested))
        .map(page -> DynamicTest.dynamicTest(page.toString(), () -> follow(page)));
  }

  @Test
  void thatAreNotRunExistAndHaveTheirOptions() throws Exception {
    Map<String, String> helps = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    Scratch scratch = Scratch.in(Files.createTempDirectory(folders, "help"));
    for (Page page : Page.all()) {
      for (Block block : page.blocks()) {
        if (block.isOfAShell() && !block.isTested()) {
          for (Step step : block.steps()) {
            Matcher calls = CALL.matcher(step.script().replace("\\\n", " "));
            while (calls.find()) {
              check(scratch, step.at(), calls.group(1), helps, faults);
            }
          }
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(helps).isNotEmpty();
  }

  private static void follow(Page page) throws Exception {
    Scratch scratch = Scratch.in(Files.createTempDirectory(folders, "page"));
    for (Block block : page.blocks()) {
      if (block.isTested()) {
        for (Step step : block.steps()) {
          Result result = scratch.run(step.script(), SECONDS, Map.of());
          assertThat(result.status())
              .as("%s: %s%n%s", step.at(), step.script(), result.output())
              .isZero();
          if (!step.output().isEmpty()) {
            assertThat(shapes(result.output().lines()))
                .as("%s: the output of %s", step.at(), step.script())
                .containsSubsequence(shapes(step.output().stream()));
          }
        }
      }
    }
  }

  private static void check(
      Scratch scratch, String at, String call, Map<String, String> helps, List<String> faults)
      throws Exception {
    String[] words = call.replaceFirst("(^|\\s)#.*", "").strip().split("\\s+", -1);
    String command = words[0];
    if (command.equals("bench") && words.length > 1 && words[1].matches("[a-z]+")) {
      command += " " + words[1];
    }
    if (command.isEmpty() || command.equals("test") || command.equals("COMMAND")) {
      return; // for Maven, or for no command in particular
    }
    if (!helps.containsKey(command)) {
      Result help = scratch.run("./dctstream " + command + " --help", SECONDS, Map.of());
      if (help.status() != 0) {
        faults.add("%s: there is no command '%s'".formatted(at, command));
      }
      helps.put(command, help.output());
    }
    if (command.equals("flink")) {
      return; // the rest is Flink's
    }
    for (String word : words) {
      String option = word.replaceFirst("=.*", "");
      if (option.startsWith("--") && !helps.get(command).matches("(?s).*" + option + "\\b.*")) {
        faults.add("%s: '%s' has no option %s".formatted(at, command, option));
      }
    }
  }

  /** Lines with # for each number, because these differ from run to run, without outer space. */
  private static List<String> shapes(Stream<String> lines) {
    return lines
        .map(line -> line.strip().replaceAll("\\d[\\d.,]*", "#").replaceAll("\\s+", " "))
        .filter(line -> !line.isEmpty() && !line.equals("..."))
        .toList();
  }
}
