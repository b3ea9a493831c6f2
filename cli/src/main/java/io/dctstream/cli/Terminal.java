package io.dctstream.cli;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What a command prints on: results on standard output, progress and complaints on standard error.
 * Mix it into a command with {@code @Mixin}.
 */
@Command
public final class Terminal {
  /** Set by the launcher: whether standard error is a terminal, where a line can be redrawn. */
  private static final boolean REDRAWS = Boolean.getBoolean("dctstream.terminal");

  private static final int WIDTH = 100;

  /** How often progress is shown. */
  public static final int PROGRESS_MILLIS = REDRAWS ? 200 : 5_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private String lastLine = "";

  public PrintWriter out() {
    return command.commandLine().getOut();
  }

  public PrintWriter err() {
    return command.commandLine().getErr();
  }

  /**
   * The command was not called rightly.
   *
   * @param sentence names the option and says what it takes
   */
  public ParameterException misuse(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }

  /** Refuses a number below one. */
  public void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw misuse("%s is at least 1, not %d".formatted(option, value));
    }
  }

  /**
   * Shows how far a long piece of work has come: one line that is redrawn, or, where standard error
   * is not a terminal, a line every few seconds.
   *
   * @param task what is being done, a few words
   * @param total how many steps it takes; -1 if it has no end
   */
  public Progress progress(String task, long total) {
    return new Progress(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(PROGRESS_MILLIS)
            .setConsumer(
                REDRAWS
                    ? new ConsoleProgressBarConsumer(System.err, WIDTH)
                    : new DelegatingProgressBarConsumer(this::line, WIDTH))
            .showSpeed(new DecimalFormat("#,##0.0"))
            .clearDisplayOnFinish());
  }

  /** A line of progress, unless it says nothing or nothing new. */
  private void line(String text) {
    if (!text.isBlank() && !text.equals(lastLine)) {
      err().println(text.strip());
      lastLine = text;
    }
  }
}
