package io.dctstream.train.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.layers.normalization.HelperSetter;
import org.deeplearning4j.util.CrashReportingUtil;
import org.deeplearning4j.util.ModelSerializer;

/**
 * Makes graphs of DL4J that compute fast.
 *
 * <p>DL4J's convolutions can run in oneDNN, which is about five times faster than its own code.
 * They do not by default, and need two things: a system property that is set before the graph is
 * made, and the class {@link org.nd4j.nativeblas.Nd4jCpu}. Batch normalisation is done by {@link
 * PlaneNormalisation}.
 */
public final class FastGraph {
  private static final String DISABLE = "org.eclipse.deeplearning4j.helpers.disable";

  private FastGraph() {}

  /** Makes a graph with new weights. */
  public static ComputationGraph create(ComputationGraphConfiguration configuration) {
    prepare();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return withFastNormalisation(graph);
  }

  /**
   * Reads a graph and the state of its optimiser.
   *
   * @throws IOException if the file is not one that DL4J's ModelSerializer wrote
   */
  public static ComputationGraph restore(Path file) throws IOException {
    prepare();
    return withFastNormalisation(ModelSerializer.restoreComputationGraph(file.toFile(), true));
  }

  /** A graph of the same weights that learns on as this one would, but for its epochs' count. */
  public static ComputationGraph copy(ComputationGraph graph) {
    ComputationGraph copy = graph.clone();
    // Which the learning rate depends on, and which DL4J's clone has at 0.
    copy.getConfiguration().setIterationCount(graph.getConfiguration().getIterationCount());
    return withFastNormalisation(copy);
  }

  /** Whether the convolutions of a graph run in oneDNN. */
  public static boolean usesOneDnn(ComputationGraph graph) {
    return Arrays.stream(graph.getLayers())
        .filter(ConvolutionLayer.class::isInstance)
        .allMatch(layer -> layer.getHelper() != null);
  }

  private static void prepare() {
    // DL4J would leave a file in the working folder; the error is told all the same.
    CrashReportingUtil.crashDumpsEnabled(false);
    // Unless somebody has set the property to see what DL4J does without oneDNN.
    if (System.getProperty(DISABLE) == null) {
      System.setProperty(DISABLE, "false");
    }
  }

  private static ComputationGraph withFastNormalisation(ComputationGraph graph) {
    for (var layer : graph.getLayers()) {
      if (layer instanceof BatchNormalization normalisation) {
        HelperSetter.set(
            normalisation, new PlaneNormalisation((int) normalisation.layerConf().getNOut()));
      }
    }
    return graph;
  }
}
