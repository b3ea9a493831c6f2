package io.dctstream.export;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a converter needs to know of a layer or vertex of a network.
 *
 * @param name its name
 * @param conf its configuration: a layer's, or a vertex's if it has no layer
 * @param parameters its weights, by DL4J's names
 * @param inputs names of the vertices that it reads
 */
record NetworkNode(
    String name, Object conf, Map<String, INDArray> parameters, List<String> inputs) {

  /**
   * Looks a vertex up.
   *
   * @param sources tensors that stand for inputs of the network, by the inputs' names
   * @throws ExportException if DL4J reshapes its input, which no converter could see
   */
  static NetworkNode of(ComputationGraph network, String name, Map<String, String> sources)
      throws ExportException {
    GraphVertex vertex = network.getConfiguration().getVertices().get(name);
    List<String> inputs =
        network.getConfiguration().getVertexInputs().get(name).stream()
            .map(input -> sources.getOrDefault(input, input))
            .toList();
    if (!(vertex instanceof LayerVertex layer)) {
      return new NetworkNode(name, vertex, Map.of(), inputs);
    }
    if (layer.getPreProcessor() != null) {
      throw new ExportException(
          "The layer '%s' has its input reshaped by a %s, which the export does not know; add a layer that does it"
              .formatted(name, layer.getPreProcessor().getClass().getSimpleName()));
    }
    return new NetworkNode(
        name, layer.getLayerConf().getLayer(), network.getLayer(name).paramTable(), inputs);
  }
}
