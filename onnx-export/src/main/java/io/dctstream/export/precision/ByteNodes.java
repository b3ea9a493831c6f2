package io.dctstream.export.precision;

import static io.dctstream.export.graph.OnnxGraph.attribute;

import io.dctstream.export.graph.OnnxGraph;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Writes the operators that turn floats into bytes and back. Zero points are written down even
 * where they are 0, because ONNX Runtime puts no Gemm on bytes without them.
 */
final class ByteNodes {
  private static final String QUANTISED = ".quantised";
  private static final String DEQUANTISED = ".dequantised";
  private static final String SCALE = ".scale";
  private static final String ZERO = ".zero";
  private static final String CHANNELS = ".channels";
  private static final int CHANNEL_AXIS = 1;

  private final GraphProto.Builder graph;

  ByteNodes(GraphProto.Builder graph) {
    this.graph = graph;
  }

  /** The name of a tensor after it was bytes. */
  static String dequantised(String tensor) {
    return tensor + DEQUANTISED;
  }

  /** A tensor becomes bytes with one scale, and floats again. */
  void quantise(String tensor, float scale, int zeroPoint) {
    addTensorScale(tensor, scale, zeroPoint);
    addNode("QuantizeLinear", tensor + QUANTISED, tensor, tensor);
    addNode("DequantizeLinear", tensor + DEQUANTISED, tensor + QUANTISED, tensor);
  }

  /**
   * A tensor becomes bytes with a scale for each channel, and floats as if all scales were 1.
   *
   * @param scales one for each channel, or one for all
   */
  void quantise(String tensor, float[] scales, int zeroPoint) {
    addTensorScale(tensor, 1, zeroPoint);
    String channels = tensor + CHANNELS;
    byte[] zeroPoints = new byte[scales.length];
    Arrays.fill(zeroPoints, (byte) zeroPoint);
    long[] shape = scales.length == 1 ? new long[0] : new long[] {scales.length};
    graph
        .addInitializer(OnnxGraph.tensor(channels + SCALE, scales, shape))
        .addInitializer(raw(channels + ZERO, TensorProto.DataType.UINT8_VALUE, zeroPoints, shape));
    addNode("QuantizeLinear", tensor + QUANTISED, tensor, channels, CHANNEL_AXIS);
    addNode("DequantizeLinear", tensor + DEQUANTISED, tensor + QUANTISED, tensor);
  }

  /**
   * Adds weights as bytes.
   *
   * @param axis of the shape that counts output channels
   */
  void addWeights(String name, ByteWeights weights, long[] shape, int axis) {
    int channels = weights.scales().length;
    graph
        .addInitializer(
            raw(name + QUANTISED, TensorProto.DataType.INT8_VALUE, weights.values(), shape))
        .addInitializer(OnnxGraph.tensor(name + SCALE, weights.scales(), channels))
        .addInitializer(
            raw(name + ZERO, TensorProto.DataType.INT8_VALUE, new byte[channels], channels));
    addNode("DequantizeLinear", name + DEQUANTISED, name + QUANTISED, name, axis);
  }

  /** Adds a bias as integers. */
  void addBias(String name, float[] values, float[] scales) {
    int channels = values.length;
    int[] integers = new int[channels];
    for (int c = 0; c < channels; c++) {
      integers[c] = Math.round(values[c] / scales[c]);
    }
    graph
        .addInitializer(integers(name + QUANTISED, integers))
        .addInitializer(OnnxGraph.tensor(name + SCALE, scales, channels))
        .addInitializer(integers(name + ZERO, new int[channels]));
    addNode("DequantizeLinear", name + DEQUANTISED, name + QUANTISED, name, 0);
  }

  private void addTensorScale(String tensor, float scale, int zeroPoint) {
    graph
        .addInitializer(OnnxGraph.tensor(tensor + SCALE, new float[] {scale}))
        .addInitializer(
            raw(tensor + ZERO, TensorProto.DataType.UINT8_VALUE, new byte[] {(byte) zeroPoint}));
  }

  /**
   * @param constants what the scale and the zero point are named after
   */
  private void addNode(String operator, String name, String input, String constants, int axis) {
    graph.addNode(node(operator, name, input, constants).addAttribute(attribute("axis", axis)));
  }

  private void addNode(String operator, String name, String input, String constants) {
    graph.addNode(node(operator, name, input, constants));
  }

  private static NodeProto.Builder node(
      String operator, String name, String input, String constants) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(name)
        .addAllInput(List.of(input, constants + SCALE, constants + ZERO))
        .addOutput(name);
  }

  private static TensorProto integers(String name, int[] values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT32_VALUE)
            .addDims(values.length);
    Arrays.stream(values).forEach(tensor::addInt32Data);
    return tensor.build();
  }

  private static TensorProto raw(String name, int type, byte[] values, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type)
            .setRawData(ByteString.copyFrom(values));
    Arrays.stream(shape).forEach(tensor::addDims);
    return tensor.build();
  }
}
