package io.dctstream.export.graph;

import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.TensorLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.protobuf.ByteString;

/** An ONNX graph that is being written. A node and the tensor it gives have the same name. */
public final class OnnxGraph {
  /** Name of the batch's free dimension. */
  private static final String BATCH = "N";

  /** What is written beside an operator that must stay in floats. */
  private static final String EXACT = "exact";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private boolean exact;

  public OnnxGraph(String name) {
    graph.setName(name);
  }

  public GraphProto build() {
    return graph.build();
  }

  /** Declares a float input [N, shape...]. */
  public void input(String name, long... shape) {
    graph.addInput(value(name, shape));
  }

  /** Declares the inputs that a contract promises. */
  public void inputs(TensorLayout layout) {
    BlockGrid grid = layout.grid();
    input(ModelContract.INPUT_Y, layout.lumaFrequencies(), grid.height(), grid.width());
    for (String chroma : List.of(ModelContract.INPUT_CB, ModelContract.INPUT_CR)) {
      input(chroma, layout.chromaFrequencies(), grid.chromaHeight(), grid.chromaWidth());
    }
  }

  /** Declares a float output [N, shape...]. */
  public void output(String name, long... shape) {
    graph.addOutput(value(name, shape));
  }

  /** Whether the operators that are added from now on must be computed in 32-bit floats. */
  public void exact(boolean on) {
    exact = on;
  }

  /** Whether an operator must be computed in 32-bit floats. */
  public static boolean isExact(NodeProto node) {
    return node.getDocString().equals(EXACT);
  }

  /** Adds an operator of ONNX's own set. */
  public void node(
      String operator, String name, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(Arrays.asList(attributes))
            .setDocString(exact ? EXACT : ""));
  }

  /** Adds an operator that keeps values in a range, and gives back the name of what it gives. */
  public String clip(String name, String input, float least, float most) {
    String from = constant(name + ".least", new float[] {least});
    String to = constant(name + ".most", new float[] {most});
    node("Clip", name, List.of(input, from, to));
    return name;
  }

  /** Adds a constant tensor and gives back its name. */
  public String constant(String name, INDArray values, long... shape) {
    return constant(name, values.dup('c').data().asFloat(), shape);
  }

  /** Adds a constant tensor and gives back its name. */
  public String constant(String name, float[] values, long... shape) {
    graph.addInitializer(tensor(name, values, shape));
    return name;
  }

  /** A constant tensor. */
  public static TensorProto tensor(String name, float[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .setRawData(ByteString.copyFrom(bytes));
    Arrays.stream(shape).forEach(tensor::addDims);
    return tensor.build();
  }

  /** The values of a constant tensor that was made here. */
  public static float[] floats(TensorProto tensor) {
    ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /** Adds a constant row of integers and gives back its name. */
  public String constant(String name, long[] values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(values.length);
    Arrays.stream(values).forEach(tensor::addInt64Data);
    graph.addInitializer(tensor);
    return name;
  }

  public static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  public static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  public static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  public static AttributeProto attribute(String name, int[] values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  private static ValueInfoProto value(String name, long... shape) {
    TensorShapeProto.Builder dimensions =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam(BATCH));
    Arrays.stream(shape)
        .forEach(size -> dimensions.addDim(Dimension.newBuilder().setDimValue(size)));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(dimensions)))
        .build();
  }
}
