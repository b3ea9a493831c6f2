package io.dctstream.cli.backfill;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.Progress;
import io.dctstream.cli.Terminal;
import io.dctstream.job.backfill.Count;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A backfill that runs, and how it ends. */
final class BackfillRun {
  private static final Logger LOG = LoggerFactory.getLogger(BackfillRun.class);

  /** How often the cluster is asked how far the job is, which it collects all metrics for. */
  private static final int ASK_MILLIS = Math.max(2_000, Terminal.PROGRESS_MILLIS);

  /** How soon Ctrl-C is noticed. */
  private static final int LOOK_MILLIS = 200;

  /** What Linux says, and with it Java. */
  private static final String DISK_FULL = "No space left on device";

  private final JobClient job;
  private final CompletableFuture<JobExecutionResult> end;
  private final BackfillCounts counts;
  private final ResultFolder results;
  private final Terminal terminal;

  /**
   * @param end when the job ends
   */
  BackfillRun(
      JobClient job,
      CompletableFuture<JobExecutionResult> end,
      BackfillCounts counts,
      ResultFolder results,
      Terminal terminal) {
    this.job = job;
    this.end = end;
    this.counts = counts;
    this.results = results;
    this.terminal = terminal;
  }

  /**
   * Shows how far the job is until it ends, or stops it on Ctrl-C.
   *
   * @throws CommandException if the job fails
   * @throws IOException if the cluster does not answer
   */
  void untilEndOr(CtrlC ctrlC) throws CommandException, IOException, InterruptedException {
    long start = System.nanoTime();
    try {
      show(ctrlC);
      JobExecutionResult result = end.get();
      results.complete();
      report(result, (System.nanoTime() - start) / 1e9);
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      stop();
    }
  }

  private void show(CtrlC ctrlC) throws InterruptedException {
    try (Progress progress = terminal.progress("images", -1)) {
      for (long millis = 0; !end.isDone(); millis += LOOK_MILLIS) {
        ctrlC.check();
        if (millis % ASK_MILLIS == 0) {
          ask(progress);
        }
        waitForEnd();
      }
    }
  }

  private void ask(Progress progress) {
    try {
      counts.read().show(progress);
    } catch (CommandException e) {
      LOG.warn("How far the job is could not be asked", e); // it goes on, and is asked again
    }
  }

  private void waitForEnd() throws InterruptedException {
    try {
      end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return; // it goes on, or the caller asks why it failed
    }
  }

  private void report(JobExecutionResult result, double seconds) {
    Map<String, Object> total = result.getAllAccumulatorResults();
    long images = count(total, Count.IMAGES);
    long rejects = count(total, Count.REJECTS);
    terminal
        .out()
        .printf(
            "images       %,13d%npredictions  %,13d%nrejects      %,13d%nskipped      %,13d%n"
                + "seconds      %,13.1f  of this run%nresults      %s%n",
            images,
            images + count(total, Count.UNREAD) - rejects,
            rejects,
            count(total, Count.SKIPPED),
            seconds,
            results.uri());
  }

  private CommandException failed(ExecutionException e) {
    // The last failure of several may be one that followed from the disk, and not name it.
    if (isOfFullDisk(e) || results.isOnFullDisk()) {
      return new CommandException(
          "There is no space left for %s; make room and go on with --resume"
              .formatted(results.uri()),
          e);
    }
    return new CommandException(
        "The job failed; the log says why, and --resume goes on where it was", e);
  }

  private static boolean isOfFullDisk(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && cause.getMessage().contains(DISK_FULL)) {
        return true;
      }
    }
    return false;
  }

  private static long count(Map<String, Object> total, Count count) {
    return (Long) total.getOrDefault(count.key(), 0L);
  }

  /** Stops with a savepoint, because that commits what the job has taken. */
  private void stop() throws CommandException, InterruptedException {
    try {
      job.stopWithSavepoint(false, results.state(), SavepointFormatType.CANONICAL).get();
      terminal.out().println("Stopped; the same command with --resume goes on");
    } catch (ExecutionException e) {
      throw new CommandException(
          "The job could not be stopped in order; --resume goes on from its last checkpoint", e);
    }
  }
}
