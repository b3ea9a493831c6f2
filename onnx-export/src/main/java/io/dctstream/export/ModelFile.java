package io.dctstream.export;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import onnx.Onnx.ModelProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * What can be read off a model file without running it.
 *
 * @param contract what it promises
 * @param bytes the file's size
 * @param parameters numbers in its constant tensors
 * @param multiplyAccumulates of one image; empty if the graph has operators that are not known here
 * @param operatorSet the version of ONNX's operators
 */
public record ModelFile(
    ModelContract contract,
    long bytes,
    long parameters,
    OptionalLong multiplyAccumulates,
    long operatorSet) {

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
          model.getGraph().getInitializerList().stream().mapToLong(ModelFile::numbers).sum(),
          GraphCost.multiplyAccumulates(model.getGraph()),
          model.getOpsetImportList().stream().mapToLong(set -> set.getVersion()).max().orElse(0));
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

  private static long numbers(TensorProto constant) {
    return constant.getDimsList().stream().reduce(1L, (a, b) -> a * b);
  }
}
