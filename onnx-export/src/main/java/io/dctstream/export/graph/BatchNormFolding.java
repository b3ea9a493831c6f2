package io.dctstream.export.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntUnaryOperator;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/**
 * Takes batch normalisations out of a graph, where that changes no result but by rounding: into the
 * convolution whose output they normalise, or into the convolutions of 1x1 that read what they
 * give. Before greater kernels they stay: there the border is padded with zeros, which are not
 * normalised.
 */
public final class BatchNormFolding {
  private final List<NodeProto> nodes;
  private final Map<String, TensorProto> constants = new LinkedHashMap<>();

  private BatchNormFolding(GraphProto graph) {
    this.nodes = new ArrayList<>(graph.getNodeList());
    graph.getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
  }

  /** The same graph without the batch normalisations of what convolutions give. */
  public static GraphProto foldBackwards(GraphProto graph) {
    return fold(graph, BatchNormFolding::foldBackwards);
  }

  /** The same graph without the batch normalisations of what convolutions of 1x1 read. */
  public static GraphProto foldForwards(GraphProto graph) {
    return fold(graph, BatchNormFolding::foldForwards);
  }

  private static GraphProto fold(
      GraphProto graph, BiPredicate<BatchNormFolding, NodeProto> direction) {
    BatchNormFolding folding = new BatchNormFolding(graph);
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals("BatchNormalization") && direction.test(folding, node)) {
        folding.remove(node);
      }
    }
    return graph.toBuilder()
        .clearNode()
        .addAllNode(folding.nodes)
        .clearInitializer()
        .addAllInitializer(folding.constants.values())
        .build();
  }

  private void remove(NodeProto normalisation) {
    nodes.remove(normalisation);
    normalisation.getInputList().stream().skip(1).forEach(constants::remove);
  }

  /** Whether a convolution can give what the normalisation gives; if so, it does from now on. */
  private boolean foldBackwards(NodeProto normalisation) {
    String input = normalisation.getInput(0);
    List<NodeProto> givers =
        nodes.stream().filter(node -> node.getOutput(0).equals(input)).toList();
    if (givers.size() != 1 || !isConvolution(givers.get(0)) || readers(input).size() != 1) {
      return false;
    }
    ChannelScale scale = ChannelScale.of(normalisation, constants);
    foldBackwards(givers.get(0), normalisation.getOutput(0), scale);
    return true;
  }

  /** Whether all that read what the normalisation gives can read what it reads; they then do. */
  private boolean foldForwards(NodeProto normalisation) {
    List<NodeProto> readers = readers(normalisation.getOutput(0));
    if (readers.isEmpty() || !readers.stream().allMatch(this::isPointwise)) {
      return false;
    }
    ChannelScale scale = ChannelScale.of(normalisation, constants);
    readers.forEach(reader -> foldForwards(reader, normalisation.getInput(0), scale));
    return true;
  }

  /** The convolution gives what the normalisation gave, under its name. */
  private void foldBackwards(NodeProto convolution, String output, ChannelScale scale) {
    TensorProto weights = constants.get(convolution.getInput(1));
    double[] bias = bias(convolution, scale.channels());
    for (int c = 0; c < bias.length; c++) {
      bias[c] = scale.factor(c) * bias[c] + scale.offset(c);
    }
    IntUnaryOperator channel = outputChannel(convolution, weights);
    replace(
        convolution,
        convolution.toBuilder().setOutput(0, output),
        scale.times(OnnxGraph.floats(weights), channel),
        bias);
  }

  /** The convolution reads what the normalisation read. */
  private void foldForwards(NodeProto convolution, String input, ChannelScale scale) {
    TensorProto weights = constants.get(convolution.getInput(1));
    float[] values = OnnxGraph.floats(weights);
    double[] bias = bias(convolution, (int) weights.getDims(0));
    for (int i = 0; i < values.length; i++) {
      bias[i / scale.channels()] += values[i] * scale.offset(i % scale.channels());
    }
    replace(
        convolution,
        convolution.toBuilder().setInput(0, input),
        scale.times(values, i -> i % scale.channels()),
        bias);
  }

  private void replace(NodeProto old, NodeProto.Builder node, float[] weights, double[] bias) {
    TensorProto oldWeights = constants.get(old.getInput(1));
    long[] shape = oldWeights.getDimsList().stream().mapToLong(Long::longValue).toArray();
    String biasName = old.getInputCount() > 2 ? old.getInput(2) : old.getName() + ".bias";
    float[] biases = new float[bias.length];
    for (int c = 0; c < bias.length; c++) {
      biases[c] = (float) bias[c];
    }
    constants.put(oldWeights.getName(), OnnxGraph.tensor(oldWeights.getName(), weights, shape));
    constants.put(biasName, OnnxGraph.tensor(biasName, biases, biases.length));
    List<String> inputs = List.of(node.getInput(0), oldWeights.getName(), biasName);
    nodes.set(nodes.indexOf(old), node.clearInput().addAllInput(inputs).build());
  }

  private double[] bias(NodeProto convolution, int channels) {
    double[] bias = new double[channels];
    if (convolution.getInputCount() > 2) {
      float[] values = OnnxGraph.floats(constants.get(convolution.getInput(2)));
      for (int c = 0; c < channels; c++) {
        bias[c] = values[c];
      }
    }
    return bias;
  }

  private List<NodeProto> readers(String tensor) {
    return nodes.stream().filter(node -> node.getInputList().contains(tensor)).toList();
  }

  private static boolean isConvolution(NodeProto node) {
    return node.getOpType().equals("Conv") || node.getOpType().equals("ConvTranspose");
  }

  private boolean isPointwise(NodeProto node) {
    if (!node.getOpType().equals("Conv")) {
      return false;
    }
    TensorProto weights = constants.get(node.getInput(1));
    return weights.getDims(2) == 1 && weights.getDims(3) == 1;
  }

  /**
   * Which output a weight belongs to: [outputs, inputs, ...], transposed [inputs, outputs, ...].
   */
  private static IntUnaryOperator outputChannel(NodeProto convolution, TensorProto weights) {
    int kernel = (int) (weights.getDims(2) * weights.getDims(3));
    int second = (int) weights.getDims(1);
    return convolution.getOpType().equals("Conv")
        ? i -> i / (second * kernel)
        : i -> i / kernel % second;
  }
}
