package io.dctstream.train.network;

import io.dctstream.train.network.LayerSummary.View;
import io.dctstream.train.network.NetworkInput.Plane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;

/**
 * The layers of a network, with what they cost and see.
 *
 * @param layers in the order of computation
 */
public record NetworkSummary(List<LayerSummary> layers) {
  public NetworkSummary {
    layers = List.copyOf(layers);
  }

  /** Of a network as it would be built; no weights are made. */
  public static NetworkSummary of(NetworkDescription description, NetworkScale scale, int classes) {
    ComputationGraphConfiguration graph =
        NetworkBuilder.build(description, scale, classes, new NeuralNetConfiguration.Builder());
    Map<String, InputType> shapes =
        graph.getLayerActivationTypes(description.input().types(scale.layout()));
    Map<String, View> views = new HashMap<>();
    for (Plane plane : description.input().planes(scale.layout())) {
      views.put(plane.name(), new View(plane.pixels(), plane.pixels()));
    }
    List<LayerSummary> layers = new ArrayList<>();
    // DL4J keeps the order in which the layers were added, which is one of computation.
    graph
        .getVertices()
        .forEach(
            (name, vertex) -> {
              List<String> inputs = graph.getVertexInputs().get(name);
              Window window = Window.of(vertex);
              View view = window.view(joined(vertex, inputs.stream().map(views::get).toList()));
              views.put(name, view);
              InputType input = shapes.get(inputs.get(0));
              // DL4J does not know the size of a loss layer.
              boolean known = shapes.get(name).arrayElementsPerExample() > 0;
              InputType output = known ? shapes.get(name) : input;
              layers.add(summary(name, vertex, window, input, output, view));
            });
    return new NetworkSummary(layers);
  }

  /** Weights, biases and the four numbers that batch normalisation has a channel. */
  public long parameters() {
    return layers.stream().mapToLong(LayerSummary::parameters).sum();
  }

  /** Of convolutions and dense layers in one forward pass of one image. */
  public long multiplyAccumulates() {
    return layers.stream().mapToLong(LayerSummary::multiplyAccumulates).sum();
  }

  /** What a place of the last residual block sees. */
  public View view() {
    return layers.stream()
        .takeWhile(layer -> !layer.name().equals(NetworkBuilder.POOL))
        .reduce((first, second) -> second)
        .orElseThrow()
        .view();
  }

  /** What a vertex sees before its own window; a sum sees what its widest summand does. */
  private static View joined(GraphVertex vertex, List<View> views) {
    if (vertex instanceof MergeVertex) {
      return views.get(0);
    } else if (vertex instanceof LayerVertex layer
        && layer.getLayerConf().getLayer() instanceof GlobalPoolingLayer) {
      return View.WHOLE_IMAGE;
    }
    return views.stream().reduce((a, b) -> a.field() >= b.field() ? a : b).orElseThrow();
  }

  /**
   * What a layer slides over its input.
   *
   * @param enlarges whether it makes stride x stride places of one
   */
  private record Window(int kernel, int stride, boolean enlarges) {
    static final Window NONE = new Window(0, 0, false);

    static Window of(GraphVertex vertex) {
      if (!(vertex instanceof LayerVertex layerVertex)) {
        return NONE;
      }
      Layer layer = layerVertex.getLayerConf().getLayer();
      if (layer instanceof ConvolutionLayer layer2d) {
        return new Window(
            layer2d.getKernelSize()[0], layer2d.getStride()[0], layer instanceof Deconvolution2D);
      } else if (layer instanceof SubsamplingLayer pool) {
        return new Window(pool.getKernelSize()[0], pool.getStride()[0], false);
      } else if (layer instanceof Upsampling2D enlarge) {
        return new Window(enlarge.getSize()[0], enlarge.getSize()[0], true);
      }
      return NONE;
    }

    View view(View input) {
      if (stride == 0) {
        return input;
      }
      return enlarges ? input.spread(stride) : input.through(kernel, stride);
    }
  }

  private static LayerSummary summary(
      String name,
      GraphVertex vertex,
      Window window,
      InputType input,
      InputType output,
      View view) {
    boolean isPlane = output instanceof InputTypeConvolutional;
    return new LayerSummary(
        name,
        vertex instanceof LayerVertex layer
            ? layer.getLayerConf().getLayer().getClass().getSimpleName()
            : vertex.getClass().getSimpleName(),
        window.kernel(),
        window.stride(),
        isPlane
            ? ((InputTypeConvolutional) output).getChannels()
            : output.arrayElementsPerExample(),
        isPlane ? ((InputTypeConvolutional) output).getHeight() : 1,
        isPlane ? ((InputTypeConvolutional) output).getWidth() : 1,
        view,
        vertex.numParams(false),
        vertex instanceof LayerVertex layer
            ? multiplyAccumulates(layer.getLayerConf().getLayer(), input, output)
            : 0);
  }

  private static long multiplyAccumulates(Layer layer, InputType input, InputType output) {
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
