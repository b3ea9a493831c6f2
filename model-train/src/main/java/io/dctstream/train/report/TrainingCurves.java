package io.dctstream.train.report;

import io.dctstream.train.EpochResult;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The curves of a training as SVG elements. */
final class TrainingCurves {
  /** Epochs that can all be labelled, and those of which every fifth can. */
  private static final int FEW = 25;

  private static final int MANY = 125;

  private TrainingCurves() {}

  static String accuracy(List<EpochResult> history) throws IOException {
    XYChart chart = chart("accuracy in %", history.size());
    add(chart, "training, a sample", history, epoch -> 100 * epoch.trainingAccuracy());
    add(chart, "validation", history, epoch -> 100 * epoch.validationAccuracy());
    if (history.stream().anyMatch(epoch -> epoch.validationTop5() < 1)) {
      add(chart, "validation, top 5", history, epoch -> 100 * epoch.validationTop5());
    }
    return svg(chart);
  }

  static String loss(List<EpochResult> history) throws IOException {
    XYChart chart = chart("loss", history.size());
    add(chart, "training", history, EpochResult::loss);
    return svg(chart);
  }

  private static XYChart chart(String measure, int epochs) {
    XYChart chart =
        new XYChartBuilder().width(900).height(380).xAxisTitle("epoch").yAxisTitle(measure).build();
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideE)
        .setChartBackgroundColor(Color.WHITE)
        .setMarkerSize(5);
    chart.getStyler().setXAxisMin(0.0);
    // XChart would write the number of every epoch, over each other if they are many.
    int step = epochs <= FEW ? 1 : epochs <= MANY ? 5 : 25;
    chart
        .getStyler()
        .setxAxisTickLabelsFormattingFunction(
            epoch -> Math.rint(epoch) % step == 0 ? "%.0f".formatted(epoch) : "");
    return chart;
  }

  private static void add(
      XYChart chart,
      String name,
      List<EpochResult> history,
      ToDoubleFunction<EpochResult> measure) {
    chart.addSeries(
        name,
        history.stream().mapToDouble(EpochResult::epoch).toArray(),
        history.stream().mapToDouble(measure).toArray());
  }

  /** Without what stands before the element in a file of its own. */
  private static String svg(XYChart chart) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
    String file = bytes.toString(StandardCharsets.UTF_8);
    return file.substring(file.indexOf("<svg"));
  }
}
