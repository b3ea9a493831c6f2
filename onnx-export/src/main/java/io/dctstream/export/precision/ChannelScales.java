package io.dctstream.export.precision;

import io.dctstream.export.graph.OnnxGraph;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;

/**
 * Tensors near the inputs whose bytes have a scale of their own for each channel. The frequencies
 * of a block differ in size by a hundred times, so that one scale would leave most of them nothing;
 * but an operator on bytes knows one scale for all that it reads. So the bytes are read as if their
 * scale were 1, and the weights of the convolutions that read them are multiplied by the true
 * scales.
 */
final class ChannelScales {
  /** What such tensors may be read by. */
  private static final Set<String> READERS = Set.of("Conv", "Resize", "Concat");

  private final Map<String, float[]> scales = new HashMap<>();

  private ChannelScales() {}

  /** Whether all that reads the inputs, before it has weights, can do with such tensors. */
  static boolean suit(GraphProto graph) {
    Set<String> tensors = inputs(graph);
    for (NodeProto node : graph.getNodeList()) {
      if (node.getInputList().stream().anyMatch(tensors::contains)) {
        if (OnnxGraph.isExact(node)
            || !READERS.contains(node.getOpType())
            || (node.getOpType().equals("Concat")
                && node.getInputList().stream()
                    .anyMatch(
                        input -> !tensors.contains(input) && channels(graph, input).isEmpty()))) {
          return false;
        }
        if (!node.getOpType().equals("Conv")) {
          tensors.add(node.getOutput(0));
        }
      }
    }
    return true;
  }

  /**
   * Of a graph that they suit.
   *
   * @param ofInputs the ranges of the channels of each input
   * @param ranges of the other tensors
   */
  static ChannelScales of(
      GraphProto graph, Map<String, List<ByteRange>> ofInputs, Map<String, ByteRange> ranges) {
    ChannelScales found = new ChannelScales();
    ofInputs.forEach((input, channels) -> found.scales.put(input, scales(channels)));
    for (NodeProto node : graph.getNodeList()) {
      if (node.getInputList().stream().noneMatch(found.scales::containsKey)) {
        continue;
      }
      if (node.getOpType().equals("Resize")) {
        found.scales.put(node.getOutput(0), found.scales.get(node.getInput(0)));
      } else if (node.getOpType().equals("Concat")) {
        found.addJoined(node, graph, ranges);
      }
    }
    return found;
  }

  /** The scales of a tensor's channels; null if it has one for all. */
  float[] of(String tensor) {
    return scales.get(tensor);
  }

  /** The weights of a convolution, as the bytes that it reads want them. */
  TensorProto multiplied(NodeProto convolution, TensorProto weights) {
    float[] ofInput = scales.get(convolution.getInput(0));
    if (ofInput == null) {
      return weights;
    }
    float[] values = OnnxGraph.floats(weights);
    long[] shape = weights.getDimsList().stream().mapToLong(Long::longValue).toArray();
    int kernel = (int) (shape[2] * shape[3]);
    for (int i = 0; i < values.length; i++) {
      values[i] *= ofInput[i / kernel % ofInput.length];
    }
    return OnnxGraph.tensor(weights.getName(), values, shape);
  }

  /** A tensor that is joined with one that has such scales has its own for each of its channels. */
  private void addJoined(NodeProto concat, GraphProto graph, Map<String, ByteRange> ranges) {
    List<float[]> parts =
        concat.getInputList().stream()
            .map(
                input ->
                    scales.computeIfAbsent(
                        input,
                        tensor -> {
                          ByteRange range = new ByteRange(ranges.get(tensor).most(), true);
                          return scales(
                              Collections.nCopies(channels(graph, tensor).orElseThrow(), range));
                        }))
            .toList();
    float[] joined = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int next = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, next, part.length);
      next += part.length;
    }
    scales.put(concat.getOutput(0), joined);
  }

  private static float[] scales(List<ByteRange> channels) {
    float[] scales = new float[channels.size()];
    for (int c = 0; c < scales.length; c++) {
      scales[c] = new ByteRange(channels.get(c).most(), true).scale();
    }
    return scales;
  }

  /** How many channels a convolution gives. */
  private static Optional<Integer> channels(GraphProto graph, String tensor) {
    Map<String, TensorProto> constants =
        graph.getInitializerList().stream()
            .collect(Collectors.toMap(TensorProto::getName, constant -> constant));
    return graph.getNodeList().stream()
        .filter(node -> node.getOutput(0).equals(tensor))
        .filter(node -> Set.of("Conv", "ConvTranspose").contains(node.getOpType()))
        .map(
            node ->
                (int)
                    constants
                        .get(node.getInput(1))
                        .getDims(node.getOpType().equals("Conv") ? 0 : 1))
        .findFirst();
  }

  private static Set<String> inputs(GraphProto graph) {
    return graph.getInputList().stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
  }
}
