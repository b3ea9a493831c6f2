package io.dctstream.export.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.ValueInfoProto;

/** Counts what a graph computes for one image, by the sizes of its planes. */
public final class GraphCost {
  /** The rows and columns of a tensor's planes; 1 x 1 of a tensor that has none. */
  private record Size(long height, long width) {
    long places() {
      return height * width;
    }
  }

  /** Thrown at an operator whose planes are of unknown size. */
  private static final class UnknownOperator extends Exception {
    private static final long serialVersionUID = 1;
  }

  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Map<String, Size> sizes = new HashMap<>();

  private GraphCost(GraphProto graph) {
    graph.getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
    for (ValueInfoProto input : graph.getInputList()) {
      TensorShapeProto shape = input.getType().getTensorType().getShape();
      sizes.put(
          input.getName(),
          shape.getDimCount() == 4
              ? new Size(shape.getDim(2).getDimValue(), shape.getDim(3).getDimValue())
              : new Size(1, 1));
    }
  }

  /**
   * Multiply-accumulates of convolutions and dense layers in one forward pass of one image; empty
   * if the graph has an operator that no network here has.
   */
  public static OptionalLong multiplyAccumulates(GraphProto graph) {
    GraphCost cost = new GraphCost(graph);
    long sum = 0;
    try {
      for (NodeProto node : graph.getNodeList()) {
        sum += cost.add(node);
      }
    } catch (UnknownOperator e) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(sum);
  }

  private long add(NodeProto node) throws UnknownOperator {
    if (node.getOpType().equals("DequantizeLinear") && constants.containsKey(node.getInput(0))) {
      constants.put(node.getOutput(0), constants.get(node.getInput(0)));
      return 0;
    }
    Size input = sizes.getOrDefault(node.getInput(0), new Size(1, 1));
    Size output = output(node, input);
    sizes.put(node.getOutput(0), output);
    return switch (node.getOpType()) {
      case "Conv" -> output.places() * weights(node);
      case "ConvTranspose" -> input.places() * weights(node);
      case "Gemm" -> weights(node);
      case "MatMul" -> output.places() * numbers(constants.get(node.getInput(0)));
      default -> 0;
    };
  }

  private Size output(NodeProto node, Size input) throws UnknownOperator {
    return switch (node.getOpType()) {
      case "Conv", "MaxPool", "AveragePool" ->
          new Size(slid(node, input.height(), 0), slid(node, input.width(), 1));
      case "ConvTranspose" ->
          new Size(spread(node, input.height(), 0), spread(node, input.width(), 1));
      case "Resize" -> {
        float[] scales = OnnxGraph.floats(constants.get(node.getInput(2)));
        yield new Size((long) (input.height() * scales[2]), (long) (input.width() * scales[3]));
      }
      case "DepthToSpace" -> {
        long side = blockSize(node);
        yield new Size(input.height() * side, input.width() * side);
      }
      case "Pad" -> {
        List<Long> pads = constants.get(node.getInput(1)).getInt64DataList();
        yield new Size(
            input.height() + pads.get(2) + pads.get(6), input.width() + pads.get(3) + pads.get(7));
      }
      case "Add", "Clip", "Concat", "Relu", "BatchNormalization", "Cast", "Reshape" -> input;
      case "QuantizeLinear", "DequantizeLinear" -> input;
      case "MatMul" -> sizes.get(node.getInput(1));
      case "GlobalAveragePool", "Flatten", "Gemm", "Softmax" -> new Size(1, 1);
      default -> throw new UnknownOperator();
    };
  }

  /** How often a window fits. */
  private long slid(NodeProto node, long length, int axis) {
    long stride = at(node, "strides", axis, 1);
    if (isPaddedToFit(node)) {
      return (length + stride - 1) / stride;
    }
    return (length + pads(node, axis) - kernel(node, axis)) / stride + 1;
  }

  private long spread(NodeProto node, long length, int axis) {
    long stride = at(node, "strides", axis, 1);
    if (isPaddedToFit(node)) {
      return length * stride;
    }
    return (length - 1) * stride + kernel(node, axis) - pads(node, axis);
  }

  private long kernel(NodeProto node, int axis) {
    // Operators without the attribute have it in the shape of their weights.
    return at(
        node,
        "kernel_shape",
        axis,
        constants.containsKey(node.getInputCount() > 1 ? node.getInput(1) : "")
            ? constants.get(node.getInput(1)).getDims(2 + axis)
            : 1);
  }

  private static long pads(NodeProto node, int axis) {
    return at(node, "pads", axis, 0) + at(node, "pads", axis + 2, 0);
  }

  private static boolean isPaddedToFit(NodeProto node) {
    return node.getAttributeList().stream()
        .anyMatch(
            attribute ->
                attribute.getName().equals("auto_pad")
                    && attribute.getS().toStringUtf8().equals("SAME_UPPER"));
  }

  private static long blockSize(NodeProto node) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("blocksize"))
        .mapToLong(AttributeProto::getI)
        .findAny()
        .orElseThrow();
  }

  private static long at(NodeProto node, String name, int index, long otherwise) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .mapToLong((AttributeProto attribute) -> attribute.getInts(index))
        .findAny()
        .orElse(otherwise);
  }

  private long weights(NodeProto node) {
    return numbers(constants.get(node.getInput(1)));
  }

  private static long numbers(TensorProto constant) {
    return constant.getDimsList().stream().reduce(1L, (a, b) -> a * b);
  }
}
