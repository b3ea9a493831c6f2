package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the machine that a test needs; without it the test is skipped. */
final class Tool {
  private Tool() {}

  /** Compiles a program that links the machine's libjpeg; without that the test is skipped. */
  static void compileWithLibjpeg(Path program, String compiler, String... arguments)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.exists(Path.of("/usr/include/jpeglib.h")),
        "skipped: no libjpeg to link; install Debian's libjpeg62-turbo-dev");
    List<String> command = new ArrayList<>(List.of(compiler, "-O2", "-o", program.toString()));
    command.addAll(List.of(arguments));
    command.add("-ljpeg");
    boolean compiled = run(program.resolveSibling(compiler + ".txt"), compiler, command);
    assertThat(compiled).as(String.join(" ", command)).isTrue();
  }

  /**
   * Runs a program.
   *
   * @param output where its standard output goes
   * @param debianPackage what to install if there is no such program
   * @return true if it did what it was asked
   */
  static boolean run(Path output, String debianPackage, List<String> command)
      throws IOException, InterruptedException {
    Path complaints = output.resolveSibling("complaints.txt");
    try {
      return new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(complaints.toFile())
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return abort(
          "skipped: there is no %s; install Debian's %s".formatted(command.get(0), debianPackage));
    }
  }
}
