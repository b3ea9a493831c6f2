package io.dctstream.cli.networks;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.ScaleOptions;
import io.dctstream.cli.Terminal;
import io.dctstream.train.network.DctBasis;
import io.dctstream.train.network.NetworkDescription;
import io.dctstream.train.network.NetworkScale;
import io.dctstream.train.network.NetworkSummary;
import io.dctstream.train.network.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints and draws networks. */
@Command(
    name = "networks",
    description = "Lists the networks, or the layers of one.",
    footer = {
      "",
      "Columns: parameters (those of batch normalisation are four a channel), multiply-",
      "accumulates of one image, the same as a share of resnet50-rgb's, the receptive",
      "field of the last residual block in pixels over its stride, and what the paper",
      "measured: top-1 error on ImageNet in %%, images/s on its GPU as a multiple of",
      "resnet50-rgb's.",
      "",
      "Examples:",
      "  ./dctstream networks",
      "  ./dctstream networks late-concat --image-size 128 --classes 10",
      "  ./dctstream networks --plot receptive-fields.svg",
      "  ./dctstream networks --plot-filters filters.png",
    })
public final class NetworksCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A network whose layers to list; all networks by default.")
  private String name;

  @Mixin private ScaleOptions scale;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "" + NetworkScale.PAPER_CLASSES,
      description = "Number of outputs; ${DEFAULT-VALUE} by default.")
  private int classes;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw receptive fields against strides, .png or .svg.")
  private Path plot;

  @Option(
      names = "--plot-filters",
      paramLabel = "FILE.png",
      description = "Draw the 64 filters of dct-frozen, the discrete cosine transform's.")
  private Path filters;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws CommandException {
    requireWritable("--plot", plot, List.of(".png", ".svg"));
    requireWritable("--plot-filters", filters, List.of(".png"));
    Map<NetworkDescription, NetworkSummary> networks = summaries();
    try {
      if (plot != null) {
        ReceptiveFieldPlot.write(networks, plot);
      }
      if (filters != null) {
        FilterPlot.write(DctBasis.filters(), filters);
      }
    } catch (IOException e) {
      throw new CommandException("A plot cannot be written: " + e.getMessage());
    }
    if (name != null) {
      LayerTable.print(networks.values().iterator().next(), terminal.out());
    } else {
      NetworkTable.print(networks, terminal.out());
    }
    return ExitCode.OK;
  }

  private void requireWritable(String option, Path file, List<String> endings) {
    if (file == null) {
      return;
    }
    if (endings.stream().noneMatch(file.toString()::endsWith)) {
      throw terminal.misuse(
          "%s writes %s files, not %s".formatted(option, String.join(" and ", endings), file));
    }
    if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw terminal.misuse(
          "The folder of %s %s does not exist; create it first".formatted(option, file));
    }
  }

  private Map<NetworkDescription, NetworkSummary> summaries() {
    Map<NetworkDescription, NetworkSummary> summaries = new LinkedHashMap<>();
    try {
      List<NetworkDescription> chosen =
          name == null ? Networks.all() : List.of(Networks.named(name));
      for (NetworkDescription network : chosen) {
        NetworkScale size = scale.over(network.usual(NetworkScale.PAPER));
        summaries.put(network, NetworkSummary.of(network, size, classes));
      }
    } catch (IllegalArgumentException e) {
      throw terminal.misuse(e.getMessage());
    }
    return summaries;
  }
}
