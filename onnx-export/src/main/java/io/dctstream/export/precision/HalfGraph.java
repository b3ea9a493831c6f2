package io.dctstream.export.precision;

import static io.dctstream.export.graph.OnnxGraph.attribute;

import ai.onnxruntime.platform.Fp16Conversions;
import io.dctstream.contract.ModelContract;
import io.dctstream.export.graph.OnnxGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Rewrites a graph of 32-bit floats into one of 16-bit floats: inputs, constants and operators. The
 * logits are widened again, so that scores, and what is read off the model, are 32-bit floats.
 */
final class HalfGraph {
  private static final String HALF = ".half";

  private HalfGraph() {}

  static GraphProto write(GraphProto graph) {
    GraphProto.Builder written = graph.toBuilder().clearNode();
    written.getInputBuilderList().forEach(HalfGraph::narrow);
    Set<String> scales = scales(graph);
    written.getInitializerBuilderList().stream()
        .filter(constant -> constant.getDataType() == TensorProto.DataType.FLOAT_VALUE)
        .filter(constant -> !scales.contains(constant.getName()))
        .forEach(HalfGraph::narrow);
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOutput(0).equals(ModelContract.OUTPUT_LOGITS)) {
        written
            .addNode(node.toBuilder().setOutput(0, ModelContract.OUTPUT_LOGITS + HALF))
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("Cast")
                    .setName(ModelContract.OUTPUT_LOGITS + ".widened")
                    .addInput(ModelContract.OUTPUT_LOGITS + HALF)
                    .addOutput(ModelContract.OUTPUT_LOGITS)
                    .addAttribute(attribute("to", TensorProto.DataType.FLOAT_VALUE)));
      } else {
        written.addNode(node);
      }
    }
    return written.build();
  }

  /** The constants that say by how much a Resize enlarges, which are always 32-bit floats. */
  private static Set<String> scales(GraphProto graph) {
    return graph.getNodeList().stream()
        .filter(node -> node.getOpType().equals("Resize"))
        .map(node -> node.getInput(2))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void narrow(ValueInfoProto.Builder input) {
    input.getTypeBuilder().getTensorTypeBuilder().setElemType(TensorProto.DataType.FLOAT16_VALUE);
  }

  private static void narrow(TensorProto.Builder constant) {
    float[] values = OnnxGraph.floats(constant.build());
    ByteBuffer halves =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      halves.putShort(Fp16Conversions.floatToFp16(value));
    }
    constant
        .setDataType(TensorProto.DataType.FLOAT16_VALUE)
        .setRawData(ByteString.copyFrom(halves.flip()));
  }
}
