package io.dctstream.export.precision;

import io.dctstream.export.graph.OnnxGraph;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;

/**
 * Rewrites a graph of floats so that ONNX Runtime computes it with bytes: every tensor that an
 * operator on bytes reads or gives is quantised and de-quantised again (QuantizeLinear,
 * DequantizeLinear), which ONNX Runtime joins with the operator. Activations are unsigned bytes
 * with one scale a tensor but for {@link ChannelScales}, weights signed bytes with one scale an
 * output channel, biases 32-bit integers.
 */
final class ByteGraph {
  private static final Set<String> WEIGHTED = Set.of("Conv", "Gemm");
  private static final Set<String> ON_BYTES =
      Set.of("Conv", "Gemm", "Add", "Concat", "MaxPool", "AveragePool", "Resize");

  private final GraphProto graph;
  private final Set<String> inFloats;
  private final Set<String> tensors = new LinkedHashSet<>();
  private final Map<String, TensorProto> constants = new HashMap<>();

  /**
   * @param graph whose Gemm operators have weights [inputs, outputs]
   * @param inFloats names of operators that are to stay as they are
   */
  ByteGraph(GraphProto graph, Set<String> inFloats) {
    this.graph = graph;
    this.inFloats = inFloats;
    graph.getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
    graph.getNodeList().stream().filter(this::isOnBytes).forEach(this::find);
  }

  /** The names of the operators with weights, which could be on bytes. */
  static Set<String> layers(GraphProto graph) {
    return graph.getNodeList().stream()
        .filter(node -> WEIGHTED.contains(node.getOpType()) && !OnnxGraph.isExact(node))
        .map(NodeProto::getName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The tensors whose ranges must be known. */
  Set<String> tensors() {
    return tensors;
  }

  /**
   * The graph on bytes.
   *
   * @param ranges of the tensors
   * @param channels of those tensors that have a scale for each channel
   */
  GraphProto write(Map<String, ByteRange> ranges, ChannelScales channels) {
    GraphProto.Builder written = graph.toBuilder().clearNode().clearInitializer();
    ByteNodes bytes = new ByteNodes(written);
    Map<String, TensorProto> left = new LinkedHashMap<>(constants);
    graph.getInputList().forEach(input -> quantise(input.getName(), ranges, channels, bytes));
    for (NodeProto node : graph.getNodeList()) {
      NodeProto.Builder copy = node.toBuilder();
      for (int i = 0; i < node.getInputCount(); i++) {
        if (tensors.contains(node.getInput(i))) {
          copy.setInput(i, ByteNodes.dequantised(node.getInput(i)));
        }
      }
      if (WEIGHTED.contains(node.getOpType()) && !OnnxGraph.isExact(node)) {
        TensorProto weights = constants.get(node.getInput(1));
        if (tensors.contains(node.getInput(0))) {
          weights = channels.multiplied(node, weights);
          left.put(weights.getName(), weights);
        }
        if (isOnBytes(node)) {
          addWeights(node, weights, scale(node.getInput(0), ranges, channels), bytes);
          for (int i = 1; i < node.getInputCount(); i++) {
            left.remove(node.getInput(i));
            copy.setInput(i, ByteNodes.dequantised(node.getInput(i)));
          }
        }
      }
      written.addNode(copy);
      quantise(node.getOutput(0), ranges, channels, bytes);
    }
    return written.addAllInitializer(left.values()).build();
  }

  private boolean isOnBytes(NodeProto node) {
    return ON_BYTES.contains(node.getOpType())
        && !OnnxGraph.isExact(node)
        && !inFloats.contains(node.getName());
  }

  private void find(NodeProto node) {
    node.getInputList().stream()
        .filter(input -> !input.isEmpty() && !constants.containsKey(input))
        .forEach(tensors::add);
    String output = node.getOutput(0);
    List<NodeProto> readers =
        graph.getNodeList().stream().filter(n -> n.getInputList().contains(output)).toList();
    if (readers.size() == 1 && readers.get(0).getOpType().equals("Relu")) {
      // Joined with the operator: an unsigned byte is never below zero.
      tensors.add(readers.get(0).getOutput(0));
    } else if (!outputs().contains(output)) {
      tensors.add(output);
    }
  }

  private Set<String> outputs() {
    return graph.getOutputList().stream()
        .map(ValueInfoProto::getName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What a byte's 1 stands for to an operator that reads it. */
  private static float scale(String tensor, Map<String, ByteRange> ranges, ChannelScales channels) {
    return channels.of(tensor) == null ? ranges.get(tensor).scale() : 1;
  }

  private void quantise(
      String tensor, Map<String, ByteRange> ranges, ChannelScales channels, ByteNodes bytes) {
    if (!tensors.contains(tensor)) {
      return;
    }
    if (channels.of(tensor) == null) {
      bytes.quantise(tensor, ranges.get(tensor).scale(), ranges.get(tensor).zeroPoint());
    } else if (isMadeOf(channels, tensor)) {
      bytes.quantise(tensor, 1, ByteRange.SIGNED_ZERO);
    } else if (isInput(tensor)) {
      bytes.quantise(tensor, channels.of(tensor), ByteRange.SIGNED_ZERO);
    } else {
      // The scale that all its channels have: a convolution gives no other bytes.
      float[] scale = {channels.of(tensor)[0]};
      bytes.quantise(tensor, scale, ByteRange.SIGNED_ZERO);
    }
  }

  private boolean isInput(String tensor) {
    return graph.getInputList().stream().anyMatch(input -> input.getName().equals(tensor));
  }

  /** Whether a tensor is made of bytes that are read as if their scale were 1. */
  private boolean isMadeOf(ChannelScales channels, String tensor) {
    return graph.getNodeList().stream()
        .filter(node -> node.getOutput(0).equals(tensor))
        .anyMatch(
            node -> channels.of(node.getInput(0)) != null && !node.getOpType().equals("Conv"));
  }

  private void addWeights(NodeProto node, TensorProto weights, float ofInput, ByteNodes bytes) {
    long[] shape = weights.getDimsList().stream().mapToLong(Long::longValue).toArray();
    int axis = node.getOpType().equals("Conv") ? 0 : 1;
    ByteWeights quantised = ByteWeights.of(OnnxGraph.floats(weights), shape, axis);
    bytes.addWeights(weights.getName(), quantised, shape, axis);
    if (node.getInputCount() > 2) {
      bytes.addBias(
          node.getInput(2),
          OnnxGraph.floats(constants.get(node.getInput(2))),
          quantised.scales(ofInput));
    }
  }
}
