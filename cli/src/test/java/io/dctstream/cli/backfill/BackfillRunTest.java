package io.dctstream.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.CtrlC;
import io.dctstream.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class BackfillRunTest {
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");

  @TempDir private Path folder;

  /** A command with a terminal. */
  @Command
  private static final class OnTerminal {
    @Mixin private Terminal terminal;
  }

  @Test
  @Timeout(60)
  void goesOnWhenNobodyTellsHowFarItIs() throws Exception {
    StringWriter out = new StringWriter();
    OnTerminal command = new OnTerminal();
    new CommandLine(command).setOut(new PrintWriter(out, true));
    CompletableFuture<JobExecutionResult> end =
        new CompletableFuture<JobExecutionResult>()
            .completeOnTimeout(
                new JobExecutionResult(new JobID(), 0, Map.of()), 1, TimeUnit.SECONDS);

    try (CtrlC ctrlC = CtrlC.listen()) {
      new BackfillRun(
              null, // only stopped
              end,
              new BackfillCounts(NOBODY, "job"),
              ResultFolder.at(folder.toString()),
              command.terminal)
          .untilEndOr(ctrlC);
    }

    assertThat(out.toString()).contains("predictions");
    assertThat(folder.resolve("_SUCCESS")).exists();
  }
}
