package io.dctstream.export;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import io.dctstream.export.graph.GraphCost;
import io.dctstream.export.precision.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * What can be read off a model file without running it.
 *
 * @param contract what it promises
 * @param bytes the file's size
 * @param parameters numbers in its constant tensors, but for those that say what bytes stand for
 * @param multiplyAccumulates of one image; empty if the graph has operators that are not known here
 * @param operatorSet the version of ONNX's operators
 * @param precision of its inputs and weights
 */
public record ModelFile(
    ModelContract contract,
    long bytes,
    long parameters,
    OptionalLong multiplyAccumulates,
    long operatorSet,
    Precision precision) {
  private static final String QUANTISE = "QuantizeLinear";
  private static final String DEQUANTISE = "DequantizeLinear";

  /**
   * Reads a file.
   *
   * @throws ContractException if it carries no contract
   * @throws IOException if it cannot be read
   */
  public static ModelFile read(Path file) throws ContractException, IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      ModelProto model = ModelProto.parseFrom(bytes);
      return new ModelFile(
          contract(model),
          bytes.length,
          parameters(model.getGraph()),
          GraphCost.multiplyAccumulates(model.getGraph()),
          model.getOpsetImportList().stream().mapToLong(set -> set.getVersion()).max().orElse(0),
          precision(model.getGraph()));
    } catch (InvalidProtocolBufferException e) {
      throw new ContractException(
          "The model %s is refused: it is no ONNX file (%s)".formatted(file, e.getMessage()));
    } catch (ContractException e) {
      throw new ContractException("The model %s is refused: %s".formatted(file, e.getMessage()));
    }
  }

  private static ModelContract contract(ModelProto model) throws ContractException {
    return ModelContract.fromMetadata(
        model.getMetadataPropsList().stream()
            .collect(
                Collectors.toMap(
                    StringStringEntryProto::getKey, StringStringEntryProto::getValue)));
  }

  private static long parameters(GraphProto graph) {
    Set<String> scales =
        graph.getNodeList().stream()
            .filter(node -> Set.of(QUANTISE, DEQUANTISE).contains(node.getOpType()))
            .flatMap(node -> node.getInputList().stream().skip(1))
            .collect(Collectors.toUnmodifiableSet());
    return graph.getInitializerList().stream()
        .filter(constant -> !scales.contains(constant.getName()))
        .mapToLong(ModelFile::numbers)
        .sum();
  }

  private static Precision precision(GraphProto graph) {
    if (graph.getNodeList().stream().anyMatch(node -> node.getOpType().equals(QUANTISE))) {
      return Precision.INT8;
    }
    return graph.getInputList().stream()
            .anyMatch(
                input ->
                    input.getType().getTensorType().getElemType()
                        == TensorProto.DataType.FLOAT16_VALUE)
        ? Precision.FP16
        : Precision.FP32;
  }

  private static long numbers(TensorProto constant) {
    return constant.getDimsList().stream().reduce(1L, (a, b) -> a * b);
  }
}
