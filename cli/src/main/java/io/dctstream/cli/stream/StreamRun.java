package io.dctstream.cli.stream;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.DecoderCounters;
import io.dctstream.cli.Progress;
import io.dctstream.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** A streaming job that runs, and how it ends. */
final class StreamRun {
  private static final int POLL_MILLIS = 200;

  private final JobClient job;
  private final DecoderCounters counters;
  private final Optional<String> savepoints;
  private final Terminal terminal;

  /**
   * @param savepoints where a job that is stopped leaves its savepoint, if that is to be kept
   */
  StreamRun(
      JobClient job, DecoderCounters counters, Optional<String> savepoints, Terminal terminal) {
    this.job = job;
    this.counters = counters;
    this.savepoints = savepoints;
    this.terminal = terminal;
  }

  /**
   * Shows how many images have come in until the job ends, or stops it on Ctrl-C.
   *
   * @throws CommandException if the job fails
   * @throws IOException if the cluster does not answer
   */
  void untilEndOr(CtrlC ctrlC) throws CommandException, IOException, InterruptedException {
    CompletableFuture<?> end = job.getJobExecutionResult();
    try (Progress progress = terminal.progress("images", -1)) {
      while (!end.isDone()) {
        ctrlC.check();
        progress.at(counters.sum(DecoderCounters.IMAGES));
        Thread.sleep(POLL_MILLIS);
      }
      end.get();
    } catch (ExecutionException e) {
      throw new CommandException("The job failed; the log says why", e);
    } catch (InterruptedException e) {
      stop();
    }
  }

  /** Stops with a savepoint, because that commits what the job has taken. */
  private void stop() throws CommandException, InterruptedException {
    String target =
        savepoints.orElseGet(
            () -> Path.of(System.getProperty("java.io.tmpdir")).toUri().toString());
    try {
      String made = job.stopWithSavepoint(false, target, SavepointFormatType.CANONICAL).get();
      terminal
          .out()
          .println(savepoints.isPresent() ? "Stopped; go on with --from " + made : "Stopped");
    } catch (ExecutionException e) {
      throw new CommandException(
          "The job could not be stopped in order; results since its last checkpoint are not"
              + " visible",
          e);
    }
  }
}
