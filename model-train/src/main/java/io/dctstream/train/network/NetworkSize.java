package io.dctstream.train.network;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;

/**
 * How large a network is.
 *
 * @param parameters weights, biases and the four numbers that batch normalisation has a channel
 * @param multiplyAccumulates of convolutions and dense layers in one forward pass of one image
 */
public record NetworkSize(long parameters, long multiplyAccumulates) {

  /** Measures a network without creating its weights. */
  public static NetworkSize of(ComputationGraphConfiguration network, InputType... inputs) {
    Map<String, InputType> outputs = network.getLayerActivationTypes(inputs);
    long parameters = 0;
    long multiplyAccumulates = 0;
    for (Map.Entry<String, GraphVertex> vertex : network.getVertices().entrySet()) {
      parameters += vertex.getValue().numParams(false);
      if (vertex.getValue() instanceof LayerVertex layer) {
        String input = network.getVertexInputs().get(vertex.getKey()).get(0);
        multiplyAccumulates +=
            multiplyAccumulates(layer, outputs.get(input), outputs.get(vertex.getKey()));
      }
    }
    return new NetworkSize(parameters, multiplyAccumulates);
  }

  private static long multiplyAccumulates(LayerVertex vertex, InputType input, InputType output) {
    var layer = vertex.getLayerConf().getLayer();
    if (layer instanceof Deconvolution2D deconvolution) {
      return positions(input) * weights(deconvolution);
    } else if (layer instanceof ConvolutionLayer convolution) {
      return positions(output) * weights(convolution);
    } else if (layer instanceof DenseLayer dense) {
      return dense.getNIn() * dense.getNOut();
    }
    return 0;
  }

  private static long weights(ConvolutionLayer layer) {
    return layer.getNIn() * layer.getNOut() * layer.getKernelSize()[0] * layer.getKernelSize()[1];
  }

  private static long positions(InputType type) {
    InputTypeConvolutional plane = (InputTypeConvolutional) type;
    return plane.getHeight() * plane.getWidth();
  }
}
