package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.PrintWriter;
import java.util.Locale;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine;

/** Where {@code ./dctstream} enters. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // numbers look the same everywhere
    Runtime.getRuntime().addShutdownHook(new Thread(Main::deleteTemporaryFiles));
    System.exit(
        commandLine(
                new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8))
            .execute(args));
  }

  /** The whole command line, printing to the given writers. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    OneSentence oneSentence = new OneSentence();
    CommandLine commands =
        new CommandLine(new DctStream())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(oneSentence)
            .setExecutionExceptionHandler(oneSentence);
    commands.getSubcommands().get("flink").setStopAtPositional(true); // the rest is Flink's
    return commands;
  }

  /** Deletes the folder that the launcher made for what libraries leave behind. */
  private static void deleteTemporaryFiles() {
    String folder = System.getProperty("dctstream.tmp");
    if (folder != null) {
      FileUtils.deleteDirectoryQuietly(new File(folder));
    }
  }
}
