package io.dctstream.cli.cluster;

import io.dctstream.cli.CommandException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Flink's own command line. */
@Command(
    name = "flink",
    description =
        "Runs Flink's own command line on the cluster that './dctstream cluster' started.",
    footer = {
      "",
      "Examples:",
      "  ./dctstream flink run -d flink-job/target/dctstream-job.jar \\",
      "      --dctstream.kafka.bootstrap-servers localhost:9092 ...",
      "  ./dctstream flink list",
      "  ./dctstream flink stop --savepointPath savepoints JOB",
    })
public final class FlinkCommand implements Callable<Integer> {
  /** A bounded job without -d runs for as long as it does. */
  private static final Duration LIMIT = Duration.ofDays(365);

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = ClusterCommand.DIRECTORY,
      description = "The cluster's folder; ${DEFAULT-VALUE} by default.")
  private Path directory;

  @Parameters(paramLabel = "ARG", arity = "1..*", description = "As of Flink's own command.")
  private List<String> arguments;

  @Override
  public Integer call() throws CommandException, IOException, InterruptedException {
    ClusterFolder folder = new ClusterFolder(directory.toAbsolutePath());
    if (!Files.exists(folder.configuration())) {
      throw new CommandException(
          "There is no cluster in %s; start one with './dctstream cluster'".formatted(directory));
    }
    try (JavaProcess flink = folder.client(Redirect.INHERIT, arguments)) {
      flink.start();
      return flink.await(LIMIT);
    }
  }
}
