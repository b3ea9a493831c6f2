package io.dctstream.cli;

import io.dctstream.contract.ContractException;
import io.dctstream.export.ExportException;
import io.dctstream.job.JobException;
import io.dctstream.train.TrainingException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells the user in one sentence what went wrong; the stack trace goes to the log. The one place
 * where commands end that do not succeed.
 */
public final class OneSentence implements IParameterExceptionHandler, IExecutionExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .printf("%s; see ./%s --help%n", complaint(e), command.getCommandSpec().qualifiedName());
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    LoggerFactory.getLogger(command.getCommand().getClass()).error("Command failed", e);
    command.getErr().println(of(e));
    return e instanceof InterruptedException ? CtrlC.EXIT_CODE : ExitCode.SOFTWARE;
  }

  /** What to tell the user of an exception. */
  public static String of(Throwable thrown) {
    Throwable deepest = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (isSentence(cause)) {
        return cause.getMessage();
      }
      if (cause instanceof InterruptedException) {
        return "Stopped";
      }
      if (cause instanceof NoSuchFileException missing) {
        return "There is no '%s', or no folder to put it in; check the name"
            .formatted(missing.getFile());
      }
      if (cause instanceof AccessDeniedException denied) {
        return "'%s' may not be read or written by this user; check its permissions"
            .formatted(denied.getFile());
      }
      deepest = cause;
    }
    return "Something unexpected went wrong: %s; the log has the details: %s"
        .formatted(
            firstLine(deepest.getMessage() == null ? deepest.toString() : deepest.getMessage()),
            System.getProperty("dctstream.log", "see log4j2.properties"));
  }

  /** Exceptions whose message is written for the user. */
  private static boolean isSentence(Throwable thrown) {
    return thrown instanceof CommandException
        || thrown instanceof ContractException
        || thrown.getCause() instanceof BindException
        || thrown instanceof JobException
        || thrown instanceof TrainingException
        || thrown instanceof ExportException;
  }

  /** What is wrong with the call: an unknown word first, because it explains what is missing. */
  private static String complaint(ParameterException e) {
    List<String> unknown =
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched.getUnmatched()
            : e.getCommandLine().getUnmatchedArguments();
    if (unknown.isEmpty()) {
      return firstLine(e.getMessage());
    }
    String word = unknown.get(0);
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String kind =
        word.startsWith("-") ? "option" : command.parent() == null ? "command" : "argument";
    return "%s has no %s '%s'".formatted(command.qualifiedName(), kind, word);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message).strip();
  }
}
