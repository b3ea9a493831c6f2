package io.dctstream.export;

import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.Fit;
import io.dctstream.train.network.FastGraph;
import io.dctstream.train.network.NetworkBuilder;
import io.dctstream.train.network.NetworkDescription;
import io.dctstream.train.network.NetworkInput;
import io.dctstream.train.network.NetworkScale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import onnx.Onnx.ModelProto;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A network as an ONNX graph without a training behind it, to see what it costs.
 *
 * @param network with its weights
 * @param input what it reads
 * @param scale how large it is
 * @param classes number of its outputs
 */
public record BareNetwork(
    ComputationGraph network, NetworkInput input, NetworkScale scale, int classes) {

  /** A network with random weights. */
  public static BareNetwork random(
      NetworkDescription description, NetworkScale scale, int classes) {
    return new BareNetwork(
        FastGraph.create(
            NetworkBuilder.build(
                description, scale, classes, new NeuralNetConfiguration.Builder().seed(1))),
        description.input(),
        scale,
        classes);
  }

  /**
   * The graph that reads what the network does, its inputs in their order. Its batch normalisations
   * of inputs are still there.
   *
   * @throws ExportException if a layer cannot be converted
   */
  public ModelProto graph() throws ExportException {
    InputType[] types = input.types(scale.layout());
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (String name : network.getConfiguration().getNetworkInputs()) {
      long[] withBatch = types[shapes.size()].getShape(true);
      shapes.put(name, IntStream.range(1, withBatch.length).mapToLong(i -> withBatch[i]).toArray());
    }
    return OnnxExporter.export(network, shapes, classes);
  }

  /**
   * The graph that reads coefficients, whatever the network does.
   *
   * @throws ExportException if a layer cannot be converted
   */
  public ModelProto graphOfCoefficients() throws ExportException {
    List<String> labels = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    return OnnxExporter.export(
        network,
        input,
        new ModelContract("bare", "1", scale.layout(), Fit.RESIZE, labels, "not trained"));
  }
}
