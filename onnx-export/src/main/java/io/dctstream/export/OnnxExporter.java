package io.dctstream.export;

import io.dctstream.contract.ModelContract;
import io.dctstream.export.graph.BatchNormFolding;
import io.dctstream.export.graph.OnnxGraph;
import io.dctstream.train.network.NetworkInput;
import java.util.Map;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;

/**
 * Converts a DL4J graph to ONNX: intermediate representation 8, operator set 17, which ONNX Runtime
 * reads since 1.12. Nodes and tensors are named as the layers are; a convolution with a batch
 * normalisation folded into it gives the tensor that is named as the latter. Batch normalisations
 * of inputs are still there.
 */
final class OnnxExporter {
  private static final int INTERMEDIATE_REPRESENTATION = 8;
  private static final int OPERATOR_SET = 17;
  private static final String PRODUCER = "dctstream";

  private OnnxExporter() {}

  /**
   * Converts a graph whose outputs are those of {@link ModelContract}. One that reads pixels gets
   * operators in front that make them of coefficients.
   *
   * @param input what the graph reads
   * @throws ExportException if a layer cannot be converted
   */
  static ModelProto export(ComputationGraph network, NetworkInput input, ModelContract contract)
      throws ExportException {
    OnnxGraph graph = new OnnxGraph(contract.name());
    graph.inputs(contract.layout());
    Map<String, String> sources =
        input == NetworkInput.COEFFICIENTS
            ? Map.of()
            : PixelFrontEnd.add(graph, input, contract.grid().pixelWidth());
    ModelProto.Builder model = model(graph, network, sources, contract.labels().size()).toBuilder();
    addContract(model, contract);
    return model.build();
  }

  /**
   * Converts a graph as it is. It keeps no contract if it reads pixels.
   *
   * @param shapes of its inputs for an image, by name, in its order
   * @throws ExportException if a layer cannot be converted
   */
  static ModelProto export(ComputationGraph network, Map<String, long[]> shapes, int classes)
      throws ExportException {
    OnnxGraph graph = new OnnxGraph(PRODUCER);
    shapes.forEach(graph::input);
    return model(graph, network, Map.of(), classes);
  }

  private static ModelProto model(
      OnnxGraph graph, ComputationGraph network, Map<String, String> sources, int classes)
      throws ExportException {
    for (int index : network.topologicalSortOrder()) {
      GraphVertex vertex = network.getVertices()[index];
      if (!vertex.isInputVertex()) {
        Converters.convert(graph, NetworkNode.of(network, vertex.getVertexName(), sources));
      }
    }
    graph.output(ModelContract.OUTPUT_LOGITS, classes);
    graph.output(ModelContract.OUTPUT_SCORES, classes);
    return ModelProto.newBuilder()
        .setIrVersion(INTERMEDIATE_REPRESENTATION)
        .setProducerName(PRODUCER)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
        .setGraph(BatchNormFolding.foldBackwards(graph.build()))
        .build();
  }

  /** Puts a contract into the metadata of a file. */
  static void addContract(ModelProto.Builder model, ModelContract contract) {
    contract
        .toMetadata()
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
  }
}
