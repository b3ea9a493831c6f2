package io.dctstream.benchmarks.backfill;

import io.dctstream.benchmarks.PictureSet;
import io.dctstream.benchmarks.pipeline.RgbTwin;
import io.dctstream.cli.Classifier;
import io.dctstream.cli.Main;
import io.dctstream.cli.ModelOption;
import io.dctstream.cli.ShippedModel;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.DamagePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./dctstream bench backfill}: what a backfill costs beside the same work without Flink. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Classifies the same images by a bare loop over files in memory, by 'backfill' from files,"
            + " tars, zips and WebDataset shards to lines of JSON, and by a plain program on"
            + " ImageIO and a network for RGB: each in a process of its own, on the same cores, in"
            + " turns. Then kills a backfill and lets it go on.",
    footer = {
      "",
      "Without --model, models/flowers/1/model.onnx. To keep all to one core, begin with",
      "'taskset -c 0'.",
    })
public final class BackfillCommand implements Callable<Integer> {
  /** The launcher's options of Java for {@code backfill}. */
  private static final List<String> LAUNCHED_WITH =
      Arrays.stream(System.getProperty("dctstream.backfill.java", "").split(" "))
          .filter(option -> !option.isEmpty())
          .toList();

  @Mixin private ModelOption model;

  @Option(
      names = "--pictures",
      paramLabel = "SET",
      description = "As of 'bench'. Default: drawn ones of the model's size, quality 90")
  private String pictures;

  @Option(
      names = "--images",
      paramLabel = "N",
      description =
          "Images in the archive, for which the pictures take turns. Default: ${DEFAULT-VALUE}")
  private int images = 20_000;

  @Option(
      names = "--contenders",
      paramLabel = "NAME",
      split = ",",
      description = "Some of ${COMPLETION-CANDIDATES}; all by default")
  private List<Contender> contenders = List.of(Contender.values());

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "The most images that a model takes at once. Default: ${DEFAULT-VALUE}")
  private int batchSize = 16;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      description = "Of the backfills. Default: ${DEFAULT-VALUE}")
  private String checkpointInterval = "2 s";

  @Mixin private RgbTwin twin;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each runs. Default: ${DEFAULT-VALUE}")
  private int rounds = 3;

  @Option(
      names = "--no-kill",
      description = "Do not kill a backfill from tars to see how it goes on.")
  private boolean noKill;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Receives report.html, report.json and report.md. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("bench-backfill");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception { // as opening a model
    if (rounds < 1 || images < 20 || batchSize < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds and --batch must be at least 1, --images at least 20");
    }
    Path work = Files.createTempDirectory("dctstream-bench").toAbsolutePath();
    try {
      Figures figures = measure(work);
      BackfillReport.write(out, figures);
      spec.commandLine().getOut().print(BackfillReport.markdown(figures));
      spec.commandLine().getOut().printf("Written: %s%n", out.resolve("report.html"));
      spec.commandLine().getOut().flush();
    } finally {
      FileUtils.deleteDirectoryQuietly(work.toFile());
    }
    return ExitCode.OK;
  }

  private Figures measure(Path work) throws Exception { // as opening a model
    ModelContract contract;
    try (Classifier classifier =
        Classifier.open(model.or(ShippedModel.FLOWERS), DamagePolicy.STRICT)) {
      contract = classifier.contract();
    }
    if (pictures == null) {
      pictures = "%dx%d-q90".formatted(contract.grid().pixelWidth(), contract.grid().pixelHeight());
    }
    Pictures archive = new Pictures(PictureSet.of(pictures), images);
    Files.write(twinFile(work), twin.graph(contract));
    for (Layout layout : Layout.values()) {
      if (contenders.stream().anyMatch(each -> each.layout() == layout)
          || (!noKill && layout == Layout.TAR)) {
        tell("writing the archive: " + layout);
        layout.write(Files.createDirectories(place(work, layout)), archive);
      }
    }
    Map<Contender, List<Run>> runs = new EnumMap<>(Contender.class);
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        tell("round %d of %d: %s".formatted(round, rounds, contender.title()));
        Path folder = Files.createDirectories(work.resolve("run"));
        Run run = Run.of(program(contender, work), folder, images);
        tell("  %,.0f images/s".formatted(run.imagesPerSecond()));
        runs.computeIfAbsent(contender, each -> new ArrayList<>()).add(run);
        FileUtils.deleteDirectory(folder.toFile());
      }
    }
    return new Figures(how(archive), results(runs), courses(runs), kill(work));
  }

  private Program program(Contender contender, Path work) {
    List<String> arguments = new ArrayList<>();
    if (contender.isBackfill()) {
      arguments.add("backfill");
      arguments.add("--checkpoint-interval=" + checkpointInterval);
    }
    if (contender.isBackfill() || contender == Contender.BARE) {
      arguments.add("--inference-batch-size=" + batchSize);
    } else {
      arguments.add("--twin=" + twinFile(work));
      arguments.add("--threads=" + (contender == Contender.NAIVE ? 1 : cores()));
    }
    arguments.add("--from=" + place(work, contender.layout()));
    arguments.add("--model=" + model.or(ShippedModel.FLOWERS).toAbsolutePath());
    Class<?> main =
        switch (contender) {
          case BARE -> BareProgram.class;
          case FILES, TAR, ZIP, ZIP_STORED, WEBDATASET -> Main.class;
          case NAIVE, NAIVE_THREADS -> NaiveProgram.class;
        };
    return new Program(
        contender.title(), contender.isBackfill() ? LAUNCHED_WITH : List.of(), main, arguments);
  }

  private Resumption kill(Path work) throws IOException, InterruptedException {
    if (noKill) {
      return null;
    }
    tell("kill -9 and --resume");
    return Resumption.of(program(Contender.TAR, work), work.resolve("killed"), images);
  }

  private static List<Result> results(Map<Contender, List<Run>> runs) {
    List<Run> bare = runs.getOrDefault(Contender.BARE, List.of());
    return runs.entrySet().stream()
        .map(each -> Result.of(each.getKey().title(), each.getValue(), bare))
        .toList();
  }

  private List<Course> courses(Map<Contender, List<Run>> runs) {
    return runs.entrySet().stream()
        .filter(each -> each.getKey().isBackfill())
        .map(each -> Course.of(each.getKey().title(), each.getValue().get(rounds - 1)))
        .toList();
  }

  private String how(Pictures archive) {
    return "%,d images, drawn from the set %s, %,d bytes in all; batches of up to %d; checkpoints of the backfills every %s; medians of %d rounds in which all took turns, each in a process of its own on %d cores of %s, Java %s. Rates are those of the second half of the images; a whole run begins and ends with its process."
        .formatted(
            images,
            pictures,
            archive.bytes(),
            batchSize,
            checkpointInterval,
            rounds,
            cores(),
            System.getProperty("os.arch"),
            System.getProperty("java.version"));
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static Path twinFile(Path work) {
    return work.resolve("twin.onnx");
  }

  private static Path place(Path work, Layout layout) {
    return work.resolve(layout.name());
  }

  private void tell(String what) {
    spec.commandLine().getErr().println(what);
    spec.commandLine().getErr().flush();
  }
}
