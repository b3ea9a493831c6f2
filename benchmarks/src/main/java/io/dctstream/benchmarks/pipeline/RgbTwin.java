package io.dctstream.benchmarks.pipeline;

import io.dctstream.contract.ModelContract;
import io.dctstream.export.BareNetwork;
import io.dctstream.export.ExportException;
import io.dctstream.train.network.NetworkDescription;
import io.dctstream.train.network.NetworkScale;
import io.dctstream.train.network.NetworkSummary;
import io.dctstream.train.network.Networks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A network for RGB, of about the size of a model. Mix it into a command with {@code @Mixin}. */
@Command
public final class RgbTwin {
  private static final NetworkDescription NETWORK = Networks.named("resnet50-rgb");

  @Option(
      names = "--rgb-width",
      paramLabel = "W",
      description =
          "Multiplier of the channels of resnet50-rgb, the twin for RGB, which has random weights."
              + " Default: ${DEFAULT-VALUE}, which computes about what the flowers model does")
  private double width = 0.125;

  @Option(
      names = "--rgb-depth",
      paramLabel = "N",
      description = "Most blocks of its stages. Default: ${DEFAULT-VALUE}")
  private int depth = 2;

  /** The ONNX file of the twin, for pictures and labels of the model's. */
  public byte[] graph(ModelContract contract) throws ExportException {
    return BareNetwork.random(NETWORK, scale(contract), contract.labels().size())
        .graph()
        .toByteArray();
  }

  /** What the twin computes of an image. */
  long multiplyAccumulates(ModelContract contract) {
    return NetworkSummary.of(NETWORK, scale(contract), contract.labels().size())
        .multiplyAccumulates();
  }

  private NetworkScale scale(ModelContract contract) {
    return NetworkScale.of(width, depth, contract.grid().pixelWidth());
  }
}
