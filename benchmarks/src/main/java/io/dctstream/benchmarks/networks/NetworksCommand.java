package io.dctstream.benchmarks.networks;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import io.dctstream.benchmarks.PictureSet;
import io.dctstream.export.ExportException;
import io.dctstream.export.precision.Precision;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.train.TrainingException;
import io.dctstream.train.network.NetworkScale;
import io.dctstream.train.network.Networks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./dctstream bench networks}: what networks cost, side by side. */
@Command(
    name = "networks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs networks side by side on one core, from JPEG bytes to scores, in turns, and compares"
            + " them with ResNet-50 on RGB. Writes a report with the plots of the paper's figure"
            + " 5.")
public final class NetworksCommand implements Callable<Integer> {
  @Option(
      names = "--network",
      split = ",",
      paramLabel = "NAME",
      description = {
        "Networks with random weights at the paper's size.",
        "Default: ResNet-50, those which the paper gives the speed of, and our own"
      })
  private List<String> networks;

  @Option(names = "--full", description = "All networks.")
  private boolean full;

  @Option(
      names = "--trained",
      split = ",",
      paramLabel = "DIR",
      description = "Folders of trainings, whose networks take part instead, at their size.")
  private List<Path> trainings = List.of();

  @Option(
      names = "--width",
      paramLabel = "W",
      description = "Multiplier of the channels of random networks. Default: ${DEFAULT-VALUE}")
  private double width = 1;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      description =
          "One core, or a GPU if the class path has ONNX Runtime's build for CUDA. Default:"
              + " ${DEFAULT-VALUE}")
  private Device device = Device.CPU;

  @Option(
      names = "--precision",
      split = ",",
      paramLabel = "fp32|fp16|int8",
      description = "fp16 is for --device cuda. Default: fp32,int8")
  private List<Precision> precisions = List.of(Precision.FP32, Precision.INT8);

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "N",
      description = "Images in a run. Default: 16,1")
  private List<Integer> batchSizes = List.of(16, 1);

  @Option(
      names = "--pictures",
      paramLabel = "SET",
      description = "As of 'bench'. Default: ${DEFAULT-VALUE}")
  private String pictures = "224x224-q90";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is measured. Default: ${DEFAULT-VALUE}")
  private int rounds = 5;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Receives report.html, report.json and report.md. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("bench-networks");

  @Spec private CommandSpec spec;

  @Override
  public Integer call()
      throws IOException, ExportException, OrtException, TrainingException, JpegException {
    check();
    List<byte[]> jpegs = PictureSet.of(pictures);
    List<Contender> contenders = new ArrayList<>();
    for (Entry entry : entries()) {
      for (Precision precision : precisions) {
        tell("preparing %s in %s".formatted(entry.name(), precision.words()));
        contenders.add(Contender.of(entry, precision));
      }
    }
    List<Result> results = new Race(contenders, batchSizes, jpegs, device).run(rounds, this::tell);
    NetworksReport.write(out, how(), results);
    PrintWriter output = spec.commandLine().getOut();
    output.print(NetworksReport.markdown(results));
    output.printf("Written: %s%n", out.resolve("report.html"));
    output.flush();
    return ExitCode.OK;
  }

  private List<Entry> entries() throws TrainingException {
    List<Entry> entries = new ArrayList<>();
    if (trainings.isEmpty()) {
      NetworkScale scale = NetworkScale.of(width, NetworkScale.FULL_DEPTH, 224);
      for (String name : names()) {
        entries.add(Entry.random(name, scale, NetworkScale.PAPER_CLASSES));
      }
    }
    for (Path folder : trainings) {
      entries.add(Entry.trained(folder));
    }
    entries.stream()
        .filter(entry -> entry.name().equals(Entry.REFERENCE))
        .findFirst()
        .map(Entry::wrapped)
        .ifPresent(entries::add);
    return entries;
  }

  private List<String> names() {
    if (full) {
      return Networks.names();
    }
    return networks != null ? networks : Entry.COMPARED;
  }

  private void check() {
    if (rounds < 1) {
      throw refusal("--rounds must be at least 1, not " + rounds);
    }
    if (batchSizes.stream().anyMatch(size -> size < 1)) {
      throw refusal("--batch must be at least 1");
    }
    if (device == Device.CUDA
        && !OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw refusal(
          "--device cuda needs ONNX Runtime's build for CUDA; build with the Maven profile gpu");
    }
    if (device == Device.CPU && precisions.contains(Precision.FP16)) {
      throw refusal(
          "--precision fp16 is for devices that compute with 16-bit floats; a processor does not");
    }
    for (String name : names()) {
      if (!Networks.names().contains(name)) {
        throw refusal(
            "There is no network '%s'; choose of %s"
                .formatted(name, String.join(", ", Networks.names())));
      }
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private String how() {
    return "ONNX Runtime on %s; images a second of %s time, from JPEG files of the set %s; medians of %d rounds in which all took turns; %s; Java %s on %s."
        .formatted(
            device == Device.CPU ? "one core" : "a GPU",
            device == Device.CPU ? "processor" : "elapsed",
            pictures,
            rounds,
            precisions.stream()
                .map(precision -> precision.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and ")),
            System.getProperty("java.version"),
            System.getProperty("os.arch"));
  }

  private void tell(String what) {
    spec.commandLine().getErr().println(what);
    spec.commandLine().getErr().flush();
  }
}
