package io.dctstream.cli.stream;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.DecoderCounters;
import io.dctstream.cli.Terminal;
import io.dctstream.cli.embedded.EmbeddedCluster;
import io.dctstream.cli.page.LivePage;
import io.dctstream.cli.page.PageOptions;
import io.dctstream.cli.page.Watched;
import io.dctstream.job.StreamJob;
import io.dctstream.job.StreamOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the streaming job. */
@Command(
    name = "stream",
    modelTransformer = JobOptions.class,
    description =
        "Classifies the images of a Kafka topic until Ctrl-C, on a Flink cluster in this process.",
    footer = {
      "",
      "Ctrl-C stops the job when the results of all images it has taken are committed.",
      "",
      "Examples:",
      "  ./dctstream stream --bootstrap-servers localhost:9092 --input-topic images \\",
      "      --output-topic predictions --rejects-topic rejects \\",
      "      --model models/shapes/1/model.onnx",
      "  ./dctstream stream --config job.properties",
      "  ./dctstream stream --config job.properties --from-rejects --decode-damage lenient",
      "On a cluster, with the same options under their whole names:",
      "  flink run flink-job/target/dctstream-job.jar --dctstream.kafka.input-topic ...",
    })
public final class StreamCommand implements Callable<Integer>, JobCommand {
  @Mixin private RunOptions run;

  @Option(
      names = "--checkpoint-dir",
      paramLabel = "DIR",
      description =
          "Where checkpoints are kept, and the savepoint of a run that Ctrl-C ends: a path, or a"
              + " URI of Flink's file systems; in memory by default.")
  private String checkpointDirectory;

  @Option(
      names = "--from",
      paramLabel = "SAVEPOINT",
      description =
          "Go on where an earlier run stopped, which printed this; nothing is lost or repeated.")
  private String savepoint;

  @Mixin private Terminal terminal;

  private final Map<String, String> settings = new HashMap<>();

  @Override
  public List<ConfigOption<?>> options() {
    List<ConfigOption<?>> options = new ArrayList<>(StreamOptions.all());
    options.addAll(PageOptions.ALL);
    return options;
  }

  @Override
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public Integer call() throws Exception { // as a job's submission
    Configuration options = run.configuration(settings);
    if (checkpointDirectory != null) {
      options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(checkpointDirectory));
    }
    RunOptions.set(options, StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    try (CtrlC ctrlC = CtrlC.listen();
        EmbeddedCluster cluster =
            EmbeddedCluster.start(RunOptions.slots(options), run.flinkPort(), options)) {
      Optional<Integer> pagePort = options.getOptional(PageOptions.PORT);
      String pageHost = options.get(PageOptions.HOST);
      PageOptions.ALL.forEach(options::removeConfig); // they are not the job's
      StreamExecutionEnvironment environment = cluster.environment(options);
      StreamJob.build(environment, options);
      try (LivePage page =
          pagePort.isEmpty()
              ? null
              : LivePage.start(
                  Watched.of(options, Optional.of(cluster.webInterface())),
                  pageHost,
                  pagePort.get())) {
        if (page != null) {
          terminal.out().println("Live page      " + page.address());
        }
        run(environment.executeAsync("dctstream"), cluster, options, ctrlC);
      }
    }
    return ExitCode.OK;
  }

  /** Flink takes no path without a scheme here. */
  private static String uri(String place) {
    return new org.apache.flink.core.fs.Path(place).toUri().getScheme() == null
        ? Path.of(place).toUri().toString()
        : place;
  }

  private void run(JobClient job, EmbeddedCluster cluster, Configuration options, CtrlC ctrlC)
      throws CommandException, IOException, InterruptedException {
    terminal.out().println("Flink web UI   " + cluster.webInterface());
    terminal.out().println("Running; Ctrl-C stops it");
    new StreamRun(
            job,
            new DecoderCounters(cluster.webInterface(), job.getJobID()),
            options.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY),
            terminal)
        .untilEndOr(ctrlC);
  }
}
