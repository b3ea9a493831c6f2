package io.dctstream.export;

import ai.onnxruntime.OrtException;
import io.dctstream.contract.ModelContract;
import io.dctstream.export.graph.GraphRun;
import io.dctstream.train.data.Batch;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.network.NetworkInput;
import java.nio.FloatBuffer;
import java.util.List;
import onnx.Onnx.ModelProto;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Whether ONNX Runtime computes with a file what DL4J computes with the network it was written
 * from. Logits are compared, not scores: a softmax that is near 0 or 1 hides differences.
 */
final class ParityCheck {
  /** The greatest absolute difference of two logits that is accepted. */
  static final double TOLERANCE = 1e-4;

  private static final int BATCH_SIZE = 16;

  private final ComputationGraph network;
  private final NetworkInput input;
  private final ModelContract contract;

  /**
   * @param input what DL4J's network reads
   */
  ParityCheck(ComputationGraph network, NetworkInput input, ModelContract contract) {
    this.network = network;
    this.input = input;
    this.contract = contract;
  }

  /**
   * Runs both over images.
   *
   * @return the greatest absolute difference of two logits
   * @throws ExportException if it is above {@link #TOLERANCE}, if an image's most likely class
   *     differs, or if ONNX Runtime refuses the file
   */
  double check(ModelProto model, List<DecodedImage> images) throws ExportException {
    try (GraphRun run = GraphRun.open(model)) {
      double worst = 0;
      for (int start = 0; start < images.size(); start += BATCH_SIZE) {
        List<DecodedImage> part =
            images.subList(start, Math.min(start + BATCH_SIZE, images.size()));
        worst = Math.max(worst, check(run, part));
      }
      return worst;
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime refuses the exported network: " + e.getMessage(), e);
    }
  }

  private double check(GraphRun run, List<DecodedImage> images)
      throws OrtException, ExportException {
    INDArray[] read = batch(input, images).features();
    INDArray[] coefficients = batch(NetworkInput.COEFFICIENTS, images).features();
    float[][] expected =
        network.output(List.of(ModelContract.OUTPUT_LOGITS), false, read, null)[0].toFloatMatrix();
    FloatBuffer logits = run.run(coefficients).get(ModelContract.OUTPUT_LOGITS);
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      float[] actual = new float[expected[i].length];
      logits.get(i * actual.length, actual);
      double difference = difference(expected[i], actual);
      // Written so that NaN fails.
      if (!(difference <= TOLERANCE) || best(expected[i]) != best(actual)) {
        throw new ExportException(
            "On the image %s ONNX Runtime's logits differ from DL4J's by %s, and %s is allowed; the network cannot be exported as it is"
                .formatted(images.get(i).name(), difference, TOLERANCE));
      }
      worst = Math.max(worst, difference);
    }
    return worst;
  }

  private Batch batch(NetworkInput kind, List<DecodedImage> images) {
    return Batch.of(kind, contract.layout(), images, contract.labels().size());
  }

  private static double difference(float[] expected, float[] actual) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs((double) expected[i] - actual[i]));
    }
    return worst;
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    return best;
  }
}
