package io.dctstream.jpegdct;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program of the machine that a test needs; without it the test is skipped. */
final class Tool {
  private Tool() {}

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
