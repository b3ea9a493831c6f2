package io.dctstream.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/**
 * One call of the command line, in this JVM.
 *
 * @param exitCode what the shell would see
 * @param out what it printed on standard output, without space at the ends
 * @param err what it printed on standard error, without space at the ends
 */
public record Run(int exitCode, String out, String err) {
  /** Runs a command. */
  public static Run of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
            .execute(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
    return new Run(exitCode, out.toString().strip(), err.toString().strip());
  }
}
