package io.dctstream.benchmarks.backfill;

import io.dctstream.benchmarks.ReportFolder;
import io.dctstream.benchmarks.Svg;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** The figures as a page, as JSON and as Markdown. */
final class BackfillReport {
  private BackfillReport() {}

  static String markdown(Figures figures) {
    return String.join(
            "\n\n",
            figures.how(),
            results(figures.results()),
            courses(figures.courses()),
            resumption(figures.resumption()))
        + "\n";
  }

  /** Writes report.html, report.json and report.md. */
  static void write(Path folder, Figures figures) throws IOException {
    String plots =
        plot("images/s", figures.courses(), Course.Tenth::imagesPerSecond)
            + plot("resident memory, MiB", figures.courses(), Course.Tenth::residentMebibytes)
            + plot("heap after a collection, MiB", figures.courses(), Course.Tenth::heapMebibytes);
    String markdown = markdown(figures);
    new ReportFolder(folder)
        .write("The backfill measured", plots + "<pre>" + markdown + "</pre>", markdown, figures);
  }

  private static String results(List<Result> results) {
    return """
    | | images/s | spread | of the bare loop | CPU s for 1,000 images | first image, s | whole run, s | images/s of it | CPU s for 1,000 images of it | most memory, MiB |
    |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
    """
        + results.stream()
            .map(
                result ->
                    words(
                        "| %s | %,.0f | %.0f %% | %s | %.2f | %.1f | %.1f | %,.0f | %.2f | %,.0f |",
                        result.program(),
                        result.imagesPerSecond(),
                        100 * result.spread(),
                        result.ofBareLoop() == null ? "" : words("%.2f", result.ofBareLoop()),
                        result.cpuSeconds(),
                        result.firstSeconds(),
                        result.wholeSeconds(),
                        result.imagesPerSecondOfAll(),
                        result.cpuSecondsOfAll(),
                        result.peakMebibytes()))
            .collect(Collectors.joining("\n"));
  }

  private static String courses(List<Course> courses) {
    return """
    | tenth of the images | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |
    |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
    """
        + courses.stream()
            .map(
                course ->
                    row(course, "images/s", Course.Tenth::imagesPerSecond)
                        + row(course, "resident, MiB", Course.Tenth::residentMebibytes)
                        + row(course, "heap, MiB", Course.Tenth::heapMebibytes))
            .collect(Collectors.joining())
            .strip();
  }

  private static String row(Course course, String what, Function<Course.Tenth, Number> value) {
    return course.tenths().stream()
        .map(value)
        .map(number -> number == null ? "" : words("%,.0f", number.doubleValue()))
        .collect(
            Collectors.joining(" | ", "| %s, %s | ".formatted(course.program(), what), " |\n"));
  }

  private static String resumption(@Nullable Resumption resumption) {
    return resumption == null
        ? "No backfill was killed."
        : words(
            "Killed when %,d results could be seen; with --resume the first image is classified"
                + " after %.1f s and all are after %.1f s, each once.",
            resumption.before(), resumption.firstSeconds(), resumption.wholeSeconds());
  }

  private static String plot(
      String title, List<Course> courses, Function<Course.Tenth, Number> value) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(360)
            .title(title)
            .xAxisTitle("seconds since the start of the process")
            .build();
    chart.getStyler().setYAxisMin(0.0).setChartBackgroundColor(Color.WHITE);
    for (Course course : courses) {
      List<Course.Tenth> known =
          course.tenths().stream().filter(tenth -> value.apply(tenth) != null).toList();
      if (!known.isEmpty()) {
        chart.addSeries(
            course.program(),
            known.stream().map(Course.Tenth::seconds).toList(),
            known.stream().map(value).toList());
      }
    }
    return chart.getSeriesMap().isEmpty() ? "" : Svg.of(chart);
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
