package io.dctstream.cli.cluster;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a session cluster. */
@Command(
    name = "cluster",
    description =
        "Runs a Flink session cluster of processes on this machine until Ctrl-C: a JobManager and"
            + " TaskManagers. One that ends is started again.",
    footer = {
      "",
      "Each TaskManager offers an external resource of its name; with",
      "  --dctstream.inference.placement apart --dctstream.decode.resource decode \\",
      "  --dctstream.inference.resource gpu",
      "a job decodes and classifies on TaskManagers of their own.",
      "",
      "Examples:",
      "  ./dctstream cluster --web-port 8081",
      "  ./dctstream flink run -d flink-job/target/dctstream-job.jar --KEY VALUE ...",
    })
public final class ClusterCommand implements Callable<Integer> {
  static final String DIRECTORY = "cluster";

  private static final int POLL_MILLIS = 200;

  @Option(
      names = "--task-managers",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "decode,gpu",
      description = "One TaskManager for each name; ${DEFAULT-VALUE} by default.")
  private List<String> taskManagers;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "2",
      description = "Slots of each TaskManager; ${DEFAULT-VALUE} by default.")
  private int slots;

  @Option(
      names = "--lib",
      paramLabel = "JAR",
      description =
          "A jar for the lib folder of all processes, such as the job's; classes are then taken"
              + " from there first. For clusters on which jobs come and go.")
  private List<Path> library = List.of();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = DIRECTORY,
      description =
          "Receives the configuration, the logs and the checkpoints; ${DEFAULT-VALUE} by default.")
  private Path directory;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where Flink's web interface listens; any free port by default.")
  private int webPort;

  @Option(names = "-D", paramLabel = "KEY=VALUE", description = "An option of Flink.")
  private Map<String, String> flink = Map.of();

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws CommandException, IOException, InterruptedException {
    terminal.requireAtLeastOne("--slots", slots);
    ClusterSettings settings =
        new ClusterSettings(directory, webPort, taskManagers, slots, library, flink);
    try (CtrlC ctrlC = CtrlC.listen();
        SessionCluster cluster = SessionCluster.start(settings)) {
      terminal.out().println("Flink web UI   " + cluster.webInterface());
      terminal.out().println("Logs           " + settings.directory().resolve("log"));
      terminal.out().println("Running; Ctrl-C stops it");
      while (true) {
        ctrlC.check(); // ends the loop
        for (String name : cluster.startAgain()) {
          terminal.out().println("Started again  " + name);
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      terminal.out().println("Stopped");
      return ExitCode.OK;
    }
  }
}
