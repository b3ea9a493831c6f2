package io.dctstream.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.TensorLayout;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Holds a graph to the contract in its file: names, types and shapes of inputs and outputs. */
final class GraphCheck {
  private static final long ANY = -1;

  private GraphCheck() {}

  /**
   * @return the type of the inputs: {@link OnnxJavaType#FLOAT}, or {@link OnnxJavaType#FLOAT16} of
   *     a model for a device that computes with it
   * @throws ContractException that names the first thing which does not fit
   */
  static OnnxJavaType check(OrtSession session, ModelContract contract)
      throws ContractException, OrtException {
    TensorLayout layout = contract.layout();
    BlockGrid grid = layout.grid();
    int labels = contract.labels().size();
    long[] luma = {ANY, layout.lumaFrequencies(), grid.height(), grid.width()};
    long[] chroma = {ANY, layout.chromaFrequencies(), grid.chromaHeight(), grid.chromaWidth()};
    Map<String, NodeInfo> inputs = session.getInputInfo();
    OnnxJavaType precision = precision(inputs.get(ModelContract.INPUT_Y));
    checkTensor("input", inputs, ModelContract.INPUT_Y, precision, luma);
    checkTensor("input", inputs, ModelContract.INPUT_CB, precision, chroma);
    checkTensor("input", inputs, ModelContract.INPUT_CR, precision, chroma);
    checkNoOther(inputs.keySet());
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    checkTensor("output", outputs, ModelContract.OUTPUT_LOGITS, OnnxJavaType.FLOAT, ANY, labels);
    checkTensor("output", outputs, ModelContract.OUTPUT_SCORES, OnnxJavaType.FLOAT, ANY, labels);
    return precision;
  }

  private static OnnxJavaType precision(NodeInfo input) {
    return input != null
            && input.getInfo() instanceof TensorInfo tensor
            && tensor.type == OnnxJavaType.FLOAT16
        ? OnnxJavaType.FLOAT16
        : OnnxJavaType.FLOAT;
  }

  private static void checkTensor(
      String kind, Map<String, NodeInfo> nodes, String name, OnnxJavaType type, long... shape)
      throws ContractException {
    NodeInfo node = nodes.get(name);
    if (node == null) {
      throw new ContractException(
          "its graph has no %s '%s', only %s; export it again"
              .formatted(kind, name, nodes.keySet()));
    }
    if (!(node.getInfo() instanceof TensorInfo tensor)
        || tensor.type != type
        || !Arrays.equals(tensor.getShape(), shape)) {
      throw new ContractException(
          "the %s '%s' of its graph is %s, but its contract wants %s %s (-1: any batch); export it again"
              .formatted(kind, name, describe(node), type, Arrays.toString(shape)));
    }
  }

  private static void checkNoOther(Set<String> inputs) throws ContractException {
    if (inputs.size() > 3) {
      throw new ContractException(
          "its graph has the inputs %s, but only y, cb and cr can be fed; export it again"
              .formatted(inputs));
    }
  }

  private static String describe(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor
        ? tensor.type + " " + Arrays.toString(tensor.getShape())
        : node.getInfo().toString();
  }
}
