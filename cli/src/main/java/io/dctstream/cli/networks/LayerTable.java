package io.dctstream.cli.networks;

import io.dctstream.train.network.LayerSummary;
import io.dctstream.train.network.NetworkSummary;
import java.io.PrintWriter;
import java.util.Locale;

/** The layers of one network, a line each. */
final class LayerTable {
  private static final String LINE = "%-22s %-20s %6s %6s %14s %8s %11s %14s%n";

  private LayerTable() {}

  static void print(NetworkSummary network, PrintWriter out) {
    out.printf(
        LINE, "layer", "kind", "kernel", "stride", "output", "field", "parameters", "mult.-accum.");
    for (LayerSummary layer : network.layers()) {
      out.printf(
          LINE,
          layer.name(),
          layer.kind(),
          unlessZero(layer.kernel()),
          unlessZero(layer.stride()),
          "%dx%dx%d".formatted(layer.channels(), layer.height(), layer.width()),
          layer.view(),
          unlessZero(layer.parameters()),
          unlessZero(layer.multiplyAccumulates()));
    }
    out.printf(
        LINE,
        "all",
        "",
        "",
        "",
        "",
        "",
        unlessZero(network.parameters()),
        unlessZero(network.multiplyAccumulates()));
  }

  private static String unlessZero(long number) {
    return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
  }
}
