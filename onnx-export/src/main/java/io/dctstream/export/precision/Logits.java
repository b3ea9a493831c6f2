package io.dctstream.export.precision;

import ai.onnxruntime.OrtException;
import io.dctstream.contract.ModelContract;
import io.dctstream.export.graph.GraphRun;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.ModelProto;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a model says of images.
 *
 * @param rows the logits of each image
 */
record Logits(List<float[]> rows) {
  /**
   * Runs a model.
   *
   * @param batches inputs in the graph's order
   * @throws OrtException if it cannot be run
   */
  static Logits of(ModelProto model, List<INDArray[]> batches) throws OrtException {
    List<float[]> rows = new ArrayList<>();
    try (GraphRun run = GraphRun.open(model)) {
      for (INDArray[] batch : batches) {
        FloatBuffer values = run.run(batch).get(ModelContract.OUTPUT_LOGITS);
        int images = (int) batch[0].size(0);
        for (int i = 0; i < images; i++) {
          float[] row = new float[values.limit() / images];
          values.get(i * row.length, row);
          rows.add(row);
        }
      }
    }
    return new Logits(rows);
  }

  /**
   * How far these are from others, as a share of how much the others vary: the root of the mean
   * squares of both. A number that is added to all logits of an image changes no score and does not
   * count.
   */
  double error(Logits expected) {
    double differences = 0;
    double variation = 0;
    for (int i = 0; i < rows.size(); i++) {
      float[] a = rows.get(i);
      float[] e = expected.rows.get(i);
      double meanA = mean(a);
      double meanE = mean(e);
      for (int c = 0; c < a.length; c++) {
        differences += Math.pow((a[c] - meanA) - (e[c] - meanE), 2);
        variation += Math.pow(e[c] - meanE, 2);
      }
    }
    return Math.sqrt(differences / variation);
  }

  /** The share of the images whose most likely class is the same. */
  double agreement(Logits expected) {
    int same = 0;
    for (int i = 0; i < rows.size(); i++) {
      same += best(rows.get(i)) == best(expected.rows.get(i)) ? 1 : 0;
    }
    return (double) same / rows.size();
  }

  private static double mean(float[] row) {
    double sum = 0;
    for (float value : row) {
      sum += value;
    }
    return sum / row.length;
  }

  private static int best(float[] row) {
    int best = 0;
    for (int c = 1; c < row.length; c++) {
      if (row[c] > row[best]) {
        best = c;
      }
    }
    return best;
  }
}
