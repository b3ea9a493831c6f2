package io.dctstream.cli.networks;

import io.dctstream.train.network.LayerSummary;
import io.dctstream.train.network.LayerSummary.View;
import io.dctstream.train.network.NetworkDescription;
import io.dctstream.train.network.NetworkSummary;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * What the residual blocks of networks see against how far their places lie apart, as figure 4 of
 * "Faster Neural Networks Straight from JPEG" shows it: a point for each block on luma's way.
 */
final class ReceptiveFieldPlot {
  private static final Pattern END_OF_BLOCK = Pattern.compile("(luma\\.)?res\\d[a-z]\\.relu");

  private ReceptiveFieldPlot() {}

  /** Writes a PNG or an SVG, as the file's name ends. */
  static void write(Map<NetworkDescription, NetworkSummary> networks, Path file)
      throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(1000)
            .height(700)
            .title("What residual blocks see")
            .xAxisTitle("stride in pixels")
            .yAxisTitle("receptive field in pixels")
            .build();
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideE)
        .setMarkerSize(6)
        .setChartBackgroundColor(Color.WHITE);
    // Strides are powers of two, at even distances.
    chart.getStyler().setxAxisTickLabelsFormattingFunction(ReceptiveFieldPlot::powerOfTwo);
    namesByViews(networks)
        .forEach(
            (views, names) ->
                chart.addSeries(
                    String.join("\n", names),
                    views.stream().mapToDouble(view -> log2(view.stride())).toArray(),
                    views.stream().mapToDouble(View::field).toArray()));
    if (file.toString().endsWith(".svg")) {
      VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    } else {
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
  }

  /** Networks that see the same share a line. */
  private static Map<List<View>, List<String>> namesByViews(
      Map<NetworkDescription, NetworkSummary> networks) {
    Map<List<View>, List<String>> names = new LinkedHashMap<>();
    networks.forEach(
        (network, summary) ->
            names.computeIfAbsent(views(summary), views -> new ArrayList<>()).add(network.name()));
    return names;
  }

  private static double log2(int number) {
    return Math.log(number) / Math.log(2);
  }

  /** Nothing between whole exponents. */
  private static String powerOfTwo(double exponent) {
    return exponent == Math.rint(exponent) ? "%.0f".formatted(Math.pow(2, exponent)) : "";
  }

  private static List<View> views(NetworkSummary network) {
    return network.layers().stream()
        .filter(layer -> END_OF_BLOCK.matcher(layer.name()).matches())
        .map(LayerSummary::view)
        .toList();
  }
}
