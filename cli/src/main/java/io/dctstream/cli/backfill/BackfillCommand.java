package io.dctstream.cli.backfill;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.Terminal;
import io.dctstream.cli.embedded.EmbeddedCluster;
import io.dctstream.cli.stream.JobCommand;
import io.dctstream.cli.stream.JobOptions;
import io.dctstream.cli.stream.RunOptions;
import io.dctstream.job.backfill.BackfillJob;
import io.dctstream.job.backfill.BackfillOptions;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the backfill. */
@Command(
    name = "backfill",
    modelTransformer = JobOptions.class,
    description = "Classifies an archive of images once, on a Flink cluster in this process.",
    footer = {
      "",
      "Ctrl-C stops at a savepoint. After that, or when the process was killed, the same command",
      "with --resume goes on, and every image is in the results once.",
      "",
      "Examples:",
      "  ./dctstream backfill --from photos --to results --model models/flowers/1/model.onnx",
      "  ./dctstream backfill --from shards --to results --model model.onnx --resume",
      "  ./dctstream backfill --from a.tar --from b.zip --format parquet --to results ...",
      "  ./dctstream backfill --bootstrap-servers localhost:9092 --input-topic images \\",
      "      --topic-start 2026-11-01T00:00:00Z --to results --model model.onnx",
      "On a cluster, with the same options under their whole names:",
      "  flink run -c io.dctstream.job.backfill.BackfillJob \\",
      "      flink-job/target/dctstream-job.jar --dctstream.backfill.from ...",
    })
public final class BackfillCommand implements Callable<Integer>, JobCommand {
  @Option(names = "--resume", description = "Go on where a run with the same results stopped.")
  private boolean resume;

  @Option(
      names = "--status",
      paramLabel = "JOB",
      description = "Only say how far a job on a cluster is; its id, as 'flink list' shows it.")
  private String status;

  @Option(
      names = "--cluster",
      paramLabel = "URL",
      defaultValue = "http://localhost:8081",
      description = "The cluster's web interface, for --status; ${DEFAULT-VALUE} by default.")
  private URI cluster;

  @Mixin private RunOptions run;
  @Mixin private Terminal terminal;

  private final Map<String, String> settings = new HashMap<>();

  @Override
  public List<ConfigOption<?>> options() {
    return BackfillOptions.all();
  }

  @Override
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public Integer call() throws Exception { // as a job's submission
    if (status != null) {
      terminal.out().println(new BackfillCounts(cluster, status).read());
      return ExitCode.OK;
    }
    Configuration options = run.configuration(settings);
    String to = options.get(BackfillOptions.TO);
    if (to == null) {
      throw terminal.misuse(
          "--to says where the results go, or the checkpoints if results go to topics");
    }
    for (ConfigOption<?> option : BackfillOptions.required(options)) {
      if (options.getOptional(option).isEmpty()) {
        throw terminal.misuse(JobOptions.name(option) + " is missing");
      }
    }
    // Options of file systems are Flink's, such as s3.endpoint; their plugins are where Flink's
    // are.
    FileSystem.initialize(options, PluginUtils.createPluginManagerFromRootFolder(options));
    ResultFolder results = ResultFolder.at(to);
    if (resume && results.isComplete()) {
      terminal.out().println("The results in %s are complete".formatted(to));
      return ExitCode.OK;
    }
    prepare(options, results);
    try (CtrlC ctrlC = CtrlC.listen();
        EmbeddedCluster flink =
            EmbeddedCluster.start(RunOptions.slots(options), run.flinkPort(), options)) {
      StreamExecutionEnvironment environment = flink.environment(options);
      BackfillJob.build(environment, options);
      JobClient job = environment.executeAsync(BackfillJob.NAME);
      terminal.out().println("Flink web UI   " + flink.webInterface());
      new BackfillRun(
              job,
              flink.end(job.getJobID()),
              new BackfillCounts(flink.webInterface(), job.getJobID().toHexString()),
              results,
              terminal)
          .untilEndOr(ctrlC);
    }
    return ExitCode.OK;
  }

  private void prepare(Configuration options, ResultFolder results)
      throws CommandException, IOException {
    options.set(BackfillOptions.TO, results.uri());
    options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, results.state());
    options.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (resume) {
      results
          .newestCheckpoint()
          .ifPresent(checkpoint -> options.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint));
    } else if (results.isUsed()) {
      throw new CommandException(
          "There is something in '%s' already; go on with --resume, or name another folder"
              .formatted(options.get(BackfillOptions.TO)));
    }
  }
}
