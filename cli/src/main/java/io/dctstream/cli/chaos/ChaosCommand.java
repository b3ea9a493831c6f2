package io.dctstream.cli.chaos;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.Installation;
import io.dctstream.cli.ShippedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./dctstream bench chaos}. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Sends images through the job on a cluster of processes, kills TaskManagers, the JobManager"
            + " and the broker under it, and tells whether each image came back exactly once and"
            + " how long each recovery took. Fails if one did not.")
public final class ChaosCommand implements Callable<Integer> {
  @Option(
      names = "--images",
      paramLabel = "N",
      description = "How many are sent. Default: ${DEFAULT-VALUE}")
  private int images = 20_000;

  @Option(
      names = "--kills",
      paramLabel = "N",
      description =
          "TaskManagers that are killed; the JobManager and the broker are killed once. Default:"
              + " ${DEFAULT-VALUE}")
  private int kills = 5;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "What is not back by then counts as lost. Default: ${DEFAULT-VALUE}")
  private int minutes = 10;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Keeps the logs of all processes. Default: ${DEFAULT-VALUE}")
  private Path directory = Path.of("bench-chaos");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandException, IOException, InterruptedException {
    if (images < 1 || kills < 1 || minutes < 1) {
      throw new ParameterException(
          spec.commandLine(), "--images, --kills and --minutes are at least 1");
    }
    ChaosPlan plan =
        new ChaosPlan(
            images, ChaosPlan.victims(kills), Duration.ofSeconds(3), Duration.ofMinutes(minutes));
    Path run = Files.createTempDirectory(Files.createDirectories(directory), "run-");
    try (Chaos chaos =
        Chaos.start(
            run.toAbsolutePath(), Installation.jobJar(), ShippedModel.SHAPES.file(), Map.of())) {
      ChaosReport report = chaos.run(plan, this::tell);
      spec.commandLine().getOut().print(report.markdown());
      spec.commandLine().getOut().flush();
      return report.faults().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void tell(String what) {
    spec.commandLine().getErr().println(what);
    spec.commandLine().getErr().flush();
  }
}
