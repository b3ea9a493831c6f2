package io.dctstream.cli.networks;

import io.dctstream.train.network.NetworkDescription;
import io.dctstream.train.network.NetworkSummary;
import io.dctstream.train.network.PaperResult;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Networks, a line each. */
final class NetworkTable {
  private static final String LINE = "%-24s %-13s %11s %14s %6s %7s %7s %7s%n";

  private NetworkTable() {}

  /**
   * @param networks the first is what the others are compared with
   */
  static void print(Map<NetworkDescription, NetworkSummary> networks, PrintWriter out) {
    double reference = networks.values().iterator().next().multiplyAccumulates();
    out.printf(
        LINE, "network", "reads", "parameters", "mult.-accum.", "ratio", "field", "error", "speed");
    networks.forEach(
        (network, summary) -> {
          Optional<PaperResult> paper = PaperResult.of(network.name());
          out.printf(
              LINE,
              network.name(),
              network.input().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              number("%,d", summary.parameters()),
              number("%,d", summary.multiplyAccumulates()),
              number("%.3f", summary.multiplyAccumulates() / reference),
              summary.view(),
              paper.map(result -> number("%.2f", result.top1Error())).orElse(""),
              paper.map(result -> number("%.2f", result.speed())).orElse(""));
        });
  }

  private static String number(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
