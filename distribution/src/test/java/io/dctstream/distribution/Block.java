package io.dctstream.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A fenced block.
 *
 * @param line of its fence, from 1
 * @param info what stands behind the fence: the language, then the mark
 */
record Block(Page page, int line, String info, List<String> lines) {
  /** Compiles and runs the lines of a {@code main}. */
  private static final String JAVA =
      """
      cat >Snippet.java <<'END'
      import io.dctstream.jpegdct.*;
      import java.nio.file.*;

      class Snippet {
        public static void main(String[] args) throws Exception {
      %s
        }
      }
      END
      java -cp "$(dirname "$(readlink -f dctstream)")/lib/*" Snippet.java
      """;

  private static final Set<String> SHELLS = Set.of("bash", "sh", "shell", "console");

  boolean isOfAShell() {
    return SHELLS.contains(language());
  }

  boolean isTested() {
    return mark().equals("tested");
  }

  boolean isNotRunForAReason() {
    return mark().matches("not-run: .{5,}");
  }

  /** What is typed: one step for each command of a console, else one. */
  List<Step> steps() {
    if (language().equals("java")) {
      return List.of(
          new Step(page.at(line + 1), JAVA.formatted(String.join("\n", lines)), List.of()));
    }
    if (!language().equals("console")) {
      return List.of(new Step(page.at(line + 1), String.join("\n", lines), List.of()));
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("$ ")) {
        int next = i + 1;
        while (next < lines.size() && !lines.get(next).startsWith("$ ")) {
          next++;
        }
        steps.add(
            new Step(page.at(line + 1 + i), lines.get(i).substring(2), lines.subList(i + 1, next)));
      }
    }
    return steps;
  }

  private String language() {
    return info.split(" ", 2)[0];
  }

  private String mark() {
    String[] parts = info.split(" ", 2);
    return parts.length == 2 ? parts[1].strip() : "";
  }

  /**
   * @param at page and line
   * @param script for bash
   * @param output what it prints, where digits and space may differ
   */
  record Step(String at, String script, List<String> output) {}
}
