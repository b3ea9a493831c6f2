package io.dctstream.benchmarks.pipeline;

import io.dctstream.cli.cluster.ClusterSettings;
import io.dctstream.cli.cluster.SessionCluster;
import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.cli.embedded.EmbeddedCluster;
import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import io.dctstream.export.ModelFile;
import io.dctstream.job.Placement;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** {@code ./dctstream bench pipeline}: what Flink and Kafka cost. */
@Command(
    name = "pipeline",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Classifies the same pictures by a bare loop, by the job from memory, by the job from"
            + " Kafka to Kafka, by a job that decodes to RGB, and by the job on TaskManagers that"
            + " are processes, chained and apart, in turns; then sends images at half of the job's"
            + " peak to see how long they take.",
    footer = {"", "Without --model, models/flowers/1/model.onnx."})
public final class PipelineCommand implements Callable<Integer> {
  private static final String INPUT = "pictures";
  private static final double STEADY_LOAD = 0.5;
  private static final int RGB_CHANNELS = 3;

  @Mixin private WorkloadOptions options;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Images in a run. Default: ${DEFAULT-VALUE}")
  private int images = 10_000;

  @Mixin private RgbTwin twin;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each way runs. Default: ${DEFAULT-VALUE}")
  private int rounds = 3;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Receives report.html, report.json and report.md. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("bench-pipeline");

  @Spec private CommandSpec spec;

  /** Memory after each part. */
  private final List<Long> resident = new ArrayList<>();

  @Override
  public Integer call() throws Exception { // as a job's submission
    if (rounds < 1 || images < 2 || options.batchSize() < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds and --batch must be at least 1, --images at least 2");
    }
    Workload workload = options.workload(images);
    Path folder = Files.createTempDirectory("dctstream-bench");
    ClusterSettings settings =
        new ClusterSettings(folder, 0, ClusterJob.TASK_MANAGERS, 1, List.of(), Map.of());
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        EmbeddedCluster cluster = EmbeddedCluster.start(1, 0);
        SessionCluster processes = SessionCluster.start(settings)) {
      RunTopics.fill(broker, INPUT, workload);
      Figures figures = measure(workload, broker, cluster, processes);
      PipelineReport.write(out, figures);
      spec.commandLine().getOut().print(PipelineReport.markdown(figures));
      spec.commandLine().getOut().printf("Written: %s%n", out.resolve("report.html"));
      spec.commandLine().getOut().flush();
    }
    return ExitCode.OK;
  }

  private Figures measure(
      Workload workload, EmbeddedBroker broker, EmbeddedCluster cluster, SessionCluster processes)
      throws Exception { // as a job's submission
    BareLoop bare = new BareLoop(workload);
    KafkaJob job = KafkaJob.ofCoefficients(workload, cluster, broker, INPUT, new Configuration());
    ClusterJob apart = onCluster(workload, processes, broker, Placement.APART);
    List<Way> ways =
        List.of(
            bare,
            new MemoryJob(workload, cluster),
            job,
            KafkaJob.ofPixels(workload, twin.graph(workload.contract()), cluster, broker, INPUT),
            onCluster(workload, processes, broker, Placement.CHAINED),
            apart);
    Turns turns = new Turns(ways, workload.images());
    turns.run(rounds, this::tell);
    List<Result> results = turns.results();
    double peak =
        results.stream()
            .filter(result -> result.way().equals(job.name()))
            .mapToDouble(Result::imagesPerSecond)
            .findFirst()
            .orElseThrow();
    tell("half of the peak");
    SteadyLoad.Outcome steady =
        new SteadyLoad(workload, broker).run(job, peak * STEADY_LOAD, workload.images());
    tell("done");
    return new Figures(
        how(workload),
        results,
        bare.lonelyMillis(),
        steady,
        hops(workload, steady, apart),
        resident);
  }

  private static ClusterJob onCluster(
      Workload workload, SessionCluster processes, EmbeddedBroker broker, Placement placement) {
    return new ClusterJob(workload, processes, broker, INPUT, placement);
  }

  private static Figures.Hops hops(Workload workload, SteadyLoad.Outcome steady, ClusterJob apart)
      throws JpegException {
    ModelContract contract = workload.contract();
    BlockGrid grid = contract.grid();
    long jpeg = 0;
    long packed = 0;
    try (FittedDecoder decoder =
        FittedDecoder.open(grid, contract.fit(), DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      for (byte[] file : workload.jpegs()) {
        jpeg += file.length;
        packed += decoder.decode(file).length;
      }
    }
    int pictures = workload.jpegs().size();
    return new Figures.Hops(
        jpeg / pictures,
        packed / pictures,
        apart.shuffledBytes(),
        (long) grid.pixelWidth() * grid.pixelHeight() * RGB_CHANNELS,
        steady.predictionBytes());
  }

  private String how(Workload workload) throws ContractException, IOException {
    double model = ModelFile.read(workload.model()).multiplyAccumulates().orElse(0) / 1e6;
    return "%,d pictures of the set %s, batches of up to %d, parallelism 1, checkpoints every %d ms, broker and bench in one process; medians of %d rounds in which all took turns; %.1f million multiply-accumulates of the model, %.1f of the network for RGB; Java %s on %d cores of %s."
        .formatted(
            images,
            workload.pictures(),
            workload.batchSize(),
            KafkaJob.CHECKPOINT_INTERVAL.toMillis(),
            rounds,
            model,
            twin.multiplyAccumulates(workload.contract()) / 1e6,
            System.getProperty("java.version"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.arch"));
  }

  private void tell(String what) {
    try {
      ProcessUse.residentMebibytes().ifPresent(resident::add);
    } catch (IOException e) {
      // Without it the report has a figure less.
    }
    spec.commandLine().getErr().println(what);
    spec.commandLine().getErr().flush();
  }
}
