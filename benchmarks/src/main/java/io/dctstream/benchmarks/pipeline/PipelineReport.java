package io.dctstream.benchmarks.pipeline;

import io.dctstream.benchmarks.ReportFolder;
import io.dctstream.benchmarks.Svg;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** The figures as a page, as JSON and as Markdown. */
final class PipelineReport {
  private PipelineReport() {}

  static String markdown(Figures figures) {
    String ways =
        figures.ways().stream()
            .map(
                way ->
                    String.format(
                        Locale.ROOT,
                        "| %s | %,.0f | %.0f %% | %.2f | %.2f | %s |",
                        way.way(),
                        way.imagesPerSecond(),
                        100 * way.spread(),
                        way.ofBareLoop(),
                        way.cpuSeconds(),
                        way.batchSize() == null
                            ? ""
                            : String.format(Locale.ROOT, "%.1f", way.batchSize())))
            .collect(Collectors.joining("\n"));
    SteadyLoad.Outcome steady = figures.steady();
    Figures.Hops hops = figures.hops();
    return String.format(
        Locale.ROOT,
        """
        %s

        | way | images/s | spread | of the bare loop | CPU seconds for 1,000 images | mean batch |
        |---|---:|---:|---:|---:|---:|
        %s

        An image alone takes %.2f ms in the bare loop.

        %s
        %s
        | bytes an image | |
        |---|---:|
        | JPEG, from Kafka | %,d |
        | packed coefficients | %,d |
        | over the network between decoding and inference | %s |
        | RGB, a byte each | %,d |
        | prediction, to Kafka | %,d |

        Resident memory after each part, MiB: %s
        """,
        figures.how(),
        ways,
        figures.lonelyMillis(),
        latencies(steady),
        threads(steady),
        hops.jpeg(),
        hops.packed(),
        hops.shuffled() == null ? "" : String.format(Locale.ROOT, "%,.0f", hops.shuffled()),
        hops.rgb(),
        hops.prediction(),
        figures.residentMebibytes().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ")));
  }

  /** How long images took, as a table. */
  static String latencies(SteadyLoad.Outcome steady) {
    return String.format(
            Locale.ROOT,
            """
            | at %,.0f images/s, milliseconds after an image was due | p50 | p95 | p99 | p99.9 |
            |---|---:|---:|---:|---:|
            """,
            steady.perSecond())
        + row("classified", steady.classified())
        + row("emitted", steady.emitted())
        + row("committed and read", steady.visible());
  }

  /** Where the processors' time went meanwhile, as a table. */
  static String threads(SteadyLoad.Outcome steady) {
    return steady.cpuMicros().entrySet().stream()
        .map(role -> String.format(Locale.ROOT, "| %s | %.0f |%n", role.getKey(), role.getValue()))
        .collect(
            Collectors.joining(
                "", "| threads | microseconds of a processor for an image |\n|---|---:|\n", ""));
  }

  private static String row(String name, Latency latency) {
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.0f | %.0f |%n",
        name,
        latency.p50(),
        latency.p95(),
        latency.p99(),
        latency.p999());
  }

  /** Writes report.html, report.json and report.md. */
  static void write(Path folder, Figures figures) throws IOException {
    String markdown = markdown(figures);
    String plots =
        bars("images/s", figures.ways(), Result::imagesPerSecond)
            + bars("CPU seconds for 1,000 images", figures.ways(), Result::cpuSeconds);
    new ReportFolder(folder)
        .write("The pipeline measured", plots + "<pre>" + markdown + "</pre>", markdown, figures);
  }

  private static String bars(String title, List<Result> ways, ToDoubleFunction<Result> value)
      throws IOException {
    CategoryChart chart = new CategoryChartBuilder().width(900).height(360).title(title).build();
    chart.getStyler().setLegendVisible(false).setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisLabelRotation(20);
    chart.addSeries(
        title,
        ways.stream().map(Result::way).toList(),
        ways.stream().map(way -> (Number) value.applyAsDouble(way)).toList());
    return Svg.of(chart);
  }
}
