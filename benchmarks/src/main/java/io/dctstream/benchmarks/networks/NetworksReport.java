package io.dctstream.benchmarks.networks;

import io.dctstream.benchmarks.ReportFolder;
import io.dctstream.export.precision.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What came out, as a page, as JSON and as a Markdown table. */
final class NetworksReport {
  private static final List<String> COLUMNS =
      List.of(
          "network",
          "precision",
          "batch",
          "million parameters",
          "million multiply-accumulates",
          "images/s, network alone",
          "images/s from JPEG bytes",
          "spread",
          "bytes to the device",
          "times resnet50-rgb",
          "times resnet50-rgb in fp32",
          "in the paper",
          "accuracy");

  private NetworksReport() {}

  /** The table in Markdown. */
  static String markdown(List<Result> results) {
    String rule = "|---|---|" + "---:|".repeat(COLUMNS.size() - 2);
    return "| %s |%n%s%n%s%n"
        .formatted(
            String.join(" | ", COLUMNS),
            rule,
            results.stream()
                .map(result -> "| " + String.join(" | ", cells(result)) + " |")
                .collect(Collectors.joining("\n")));
  }

  /**
   * Writes report.html, report.json and report.md.
   *
   * @param how a sentence on what was measured how
   */
  static void write(Path folder, String how, List<Result> results) throws IOException {
    String html =
        """
        <p>%s</p>
        %s
        <table><thead><tr>%s</tr></thead><tbody>
        %s
        </tbody></table>
        """
            .formatted(
                how,
                String.join("\n", SpeedPlots.svgs(results)),
                row("th", COLUMNS),
                results.stream()
                    .map(result -> row("td", cells(result)))
                    .collect(Collectors.joining("\n")));
    new ReportFolder(folder)
        .write("Networks side by side", html, how + "\n\n" + markdown(results), results);
  }

  private static String row(String kind, List<String> cells) {
    return cells.stream()
        .map(cell -> "<%s>%s</%s>".formatted(kind, cell, kind))
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private static List<String> cells(Result result) {
    return List.of(
        result.network(),
        result.precision().name().toLowerCase(Locale.ROOT),
        words("%d", result.batchSize()),
        words("%.2f", result.parameters() / 1e6),
        words("%,.0f", result.multiplyAccumulates() / 1e6),
        words("%,.1f", result.alone()),
        words("%,.1f", result.fromBytes()),
        words("±%.1f %%", 100 * result.spread()),
        words("%,d", result.bytesPerImage()),
        words("%.2f", result.timesReference()),
        result.precision() == Precision.FP32 ? "" : words("%.2f", result.timesFloatReference()),
        words("%.2f", result.timesInPaper()),
        result.accuracy() == null ? "" : words("%.2f %%", 100 * result.accuracy()));
  }

  private static String words(String format, Object value) {
    return Objects.isNull(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}
