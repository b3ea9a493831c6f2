package io.dctstream.benchmarks.networks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.dctstream.benchmarks.Svg;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Figure 5 of the paper: how fast networks are, by what they compute and by what they reach. */
final class SpeedPlots {
  private SpeedPlots() {}

  /** A plot for each precision and batch size, and those with accuracies if any are known. */
  static List<String> svgs(List<Result> results) throws IOException {
    List<String> plots = new ArrayList<>();
    Map<String, List<Result>> groups =
        results.stream()
            .collect(
                groupingBy(
                    result ->
                        "%s, batch %d"
                            .formatted(
                                result.precision().name().toLowerCase(Locale.ROOT),
                                result.batchSize()),
                    LinkedHashMap::new,
                    toList()));
    for (Map.Entry<String, List<Result>> group : groups.entrySet()) {
      XYChart cost = chart(group.getKey(), "million multiply-accumulates an image", "images/s");
      XYChart reached = chart(group.getKey(), "images/s", "validation accuracy, %");
      for (Result result : group.getValue()) {
        cost.addSeries(
            result.network(),
            new double[] {result.multiplyAccumulates() / 1e6},
            new double[] {result.fromBytes()});
        if (result.accuracy() != null) {
          reached.addSeries(
              result.network(),
              new double[] {result.fromBytes()},
              new double[] {100 * result.accuracy()});
        }
      }
      plots.add(Svg.of(cost));
      if (!reached.getSeriesMap().isEmpty()) {
        plots.add(Svg.of(reached));
      }
    }
    return plots;
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(480)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideE)
        .setMarkerSize(10)
        .setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    return chart;
  }
}
