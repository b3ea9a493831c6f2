package io.dctstream.benchmarks.pipeline;

import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.cli.embedded.EmbeddedCluster;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./dctstream bench steady}: how long images take, and what memory does meanwhile. */
@Command(
    name = "steady",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Sends images at a steady rate through the job, from Kafka to Kafka, to see how long each"
            + " takes and whether memory grows.",
    footer = {"", "Without --model, models/flowers/1/model.onnx."})
public final class SteadyCommand implements Callable<Integer> {
  private static final int LOOKS = 12;

  /** Decoding and inference have one each where they are apart. */
  private static final int SLOTS = 2;

  @Mixin private WorkloadOptions options;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Images a second. Default: ${DEFAULT-VALUE}")
  private double rate = 1_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long; the first quarter does not count. Default: ${DEFAULT-VALUE}")
  private int seconds = 30;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description =
          "Images sent before, as fast as they go, so that the code is compiled. Default:"
              + " ${DEFAULT-VALUE}")
  private int warmUp = 30_000;

  @Option(names = "-D", paramLabel = "KEY=VALUE", description = "An option of the job or of Flink.")
  private Map<String, String> jobOptions = Map.of();

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Receives the times of each image, in milliseconds.")
  private Path csv;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception { // as a job's submission
    if (rate <= 0 || seconds < 1 || rate * seconds < 4 || warmUp < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--rate, --seconds and --warm-up must be positive, and for 4 images or more");
    }
    Workload workload = options.workload((int) (rate * seconds));
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        EmbeddedCluster cluster = EmbeddedCluster.start(SLOTS, 0)) {
      KafkaJob job =
          KafkaJob.ofCoefficients(
              workload, cluster, broker, SteadyLoad.INPUT, Configuration.fromMap(jobOptions));
      SteadyLoad load = new SteadyLoad(workload, broker);
      try (MemoryWatch memory = new MemoryWatch(Duration.ofSeconds(seconds).dividedBy(LOOKS))) {
        SteadyLoad.Outcome outcome = load.run(job, rate, warmUp);
        print(outcome, memory.looks());
      }
      if (csv != null) {
        load.write(csv);
      }
    }
    return ExitCode.OK;
  }

  private void print(SteadyLoad.Outcome outcome, List<MemoryWatch.Look> looks) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(PipelineReport.latencies(outcome));
    out.println();
    out.println(PipelineReport.threads(outcome));
    out.println("| second | resident MiB | live heap MiB | collections |");
    out.println("|---:|---:|---:|---:|");
    for (MemoryWatch.Look look : looks) {
      out.printf(
          Locale.ROOT,
          "| %d | %,d | %,d | %d |%n",
          look.second(),
          look.residentMebibytes(),
          look.liveMebibytes(),
          look.collections());
    }
    out.flush();
  }
}
