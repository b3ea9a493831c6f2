package io.dctstream.train.network;

import io.dctstream.contract.ModelContract;
import io.dctstream.train.network.NetworkInput.Plane;
import io.dctstream.train.network.Step.AveragePool;
import io.dctstream.train.network.Step.Blocks;
import io.dctstream.train.network.Step.Convolve;
import io.dctstream.train.network.Step.Enlarge;
import io.dctstream.train.network.Step.MaxPool;
import io.dctstream.train.network.Step.Normalise;
import io.dctstream.train.network.Step.Stem;
import io.dctstream.train.network.Step.Transform;
import io.dctstream.train.network.Step.TransposedConvolve;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Builds the DL4J graph of a {@link NetworkDescription}.
 *
 * <p>Inputs have the names of {@link NetworkInput}, outputs those of {@link ModelContract}: {@code
 * logits} and {@code scores}, the latter trained with cross-entropy. Layers are named as in ResNet,
 * such as {@code luma.res3a.conv1}.
 */
public final class NetworkBuilder {
  /** The layer behind the last residual block. */
  static final String POOL = "pool";

  private final GraphBuilder graph;
  private final GraphLayers layers;
  private final NetworkScale scale;
  private final int classes;

  private NetworkBuilder(GraphBuilder graph, NetworkScale scale, int classes) {
    this.graph = graph;
    this.layers = new GraphLayers(graph);
    this.scale = scale;
    this.classes = classes;
  }

  /**
   * Builds a network.
   *
   * @param classes number of outputs, at least 2
   * @param training seed, updater and regularisation of all layers
   */
  public static ComputationGraphConfiguration build(
      NetworkDescription description,
      NetworkScale scale,
      int classes,
      NeuralNetConfiguration.Builder training) {
    GraphBuilder graph =
        training
            .weightInit(WeightInit.RELU)
            .activation(Activation.IDENTITY)
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder();
    new NetworkBuilder(graph, scale, classes).addAll(description);
    return graph.setInputTypes(description.input().types(scale.layout())).build();
  }

  private void addAll(NetworkDescription description) {
    List<Plane> inputs = description.input().planes(scale.layout());
    inputs.forEach(input -> graph.addInputs(input.name()));
    Planes joined =
        inputs.size() == 1 ? Planes.of(inputs.get(0)) : addBranches(description, inputs);
    Planes features = addSteps("", joined, description.trunk());
    graph.addLayer(POOL, new GlobalPoolingLayer(PoolingType.AVG), features.layer());
    graph.addLayer(
        ModelContract.OUTPUT_LOGITS,
        new DenseLayer.Builder().nOut(classes).weightInit(WeightInit.XAVIER).build(),
        POOL);
    graph.addLayer(
        ModelContract.OUTPUT_SCORES,
        new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build(),
        ModelContract.OUTPUT_LOGITS);
    graph.setOutputs(ModelContract.OUTPUT_SCORES);
  }

  /** The output of a layer, and how many channels it has. */
  private record Planes(String layer, int channels) {
    static Planes of(Plane input) {
      return new Planes(input.name(), input.channels());
    }
  }

  private Planes addBranches(NetworkDescription description, List<Plane> inputs) {
    Planes y = addSteps("luma.", Planes.of(inputs.get(0)), description.luma());
    Planes cb = addSteps("cb.", Planes.of(inputs.get(1)), description.eachChroma());
    Planes cr = addSteps("cr.", Planes.of(inputs.get(2)), description.eachChroma());
    Planes chroma = addSteps("chroma.", concatenate("chroma", cb, cr), description.chroma());
    return concatenate("concat", y, chroma);
  }

  private Planes concatenate(String name, Planes first, Planes second) {
    return new Planes(
        layers.concatenate(name, first.layer(), second.layer()),
        first.channels() + second.channels());
  }

  private Planes addSteps(String prefix, Planes input, List<Step> steps) {
    Planes last = input;
    for (Step step : steps) {
      last = addStep(prefix, last, step);
    }
    return last;
  }

  private Planes addStep(String prefix, Planes planes, Step step) {
    String input = planes.layer();
    if (step instanceof Blocks blocks) {
      return addBlocks(prefix, planes, blocks.limited(scale.depth()));
    } else if (step instanceof Stem stem) {
      int channels = scale.channels(stem.channels());
      String normalised = normalised(prefix, "1", input, stem.kernel(), stem.stride(), channels);
      return new Planes(layers.relu(prefix + "relu1", normalised), channels);
    } else if (step instanceof Convolve conv) {
      String name = prefix + "conv";
      return new Planes(
          layers.convolve(name, input, conv.kernel(), conv.stride(), conv.channels()),
          conv.channels());
    } else if (step instanceof Transform transform) {
      return new Planes(layers.transform(prefix + "dct", input, transform), DctBasis.FILTERS);
    } else if (step instanceof TransposedConvolve conv) {
      return new Planes(layers.transposedConvolve(prefix + "deconv", input, conv), conv.channels());
    }
    return new Planes(addPlain(prefix, input, step), planes.channels());
  }

  /** A step that keeps the number of channels. */
  private String addPlain(String prefix, String input, Step step) {
    if (step instanceof Enlarge enlarge) {
      return layers.enlarge(prefix + "enlarge", input, enlarge.factor());
    } else if (step instanceof MaxPool pool) {
      return layers.pool(
          prefix + "maxpool",
          input,
          SubsamplingLayer.PoolingType.MAX,
          pool.kernel(),
          pool.stride());
    } else if (step instanceof AveragePool pool) {
      return layers.pool(
          prefix + "avgpool",
          input,
          SubsamplingLayer.PoolingType.AVG,
          pool.kernel(),
          pool.kernel());
    } else if (step instanceof Normalise) {
      return layers.normalise(prefix + "bn", input, GraphLayers.ORDINARY);
    }
    throw new IllegalArgumentException("No layer is known for " + step);
  }

  private Planes addBlocks(String prefix, Planes input, Blocks blocks) {
    // An identity block keeps the channels it is given: scaled sums are not sums of scaled counts.
    int outer = blocks.project() ? scale.channels(blocks.outer()) : input.channels();
    // The letters of ResNet: 'a' has the projection, identity blocks begin with 'b'.
    char letter = blocks.project() ? 'a' : 'b';
    String last = input.layer();
    for (int i = 0; i < blocks.kernels().size(); i++) {
      String name = prefix + "res" + blocks.number() + (char) (letter + i) + ".";
      boolean project = blocks.project() && i == 0;
      last = addBlock(name, last, blocks, blocks.kernels().get(i), outer, project);
    }
    return new Planes(last, outer);
  }

  private String addBlock(
      String name, String input, Blocks blocks, int kernel, int outer, boolean project) {
    int inner = scale.channels(blocks.inner());
    int stride = project ? blocks.stride() : 1;
    String first = normalised(name, "1", input, 1, stride, inner);
    String second = normalised(name, "2", layers.relu(name + "relu1", first), kernel, 1, inner);
    String third =
        layers.normalise(
            name + "bn3",
            layers.convolve(name + "conv3", layers.relu(name + "relu2", second), 1, 1, outer),
            GraphLayers.LAST_OF_BLOCK);
    String shortcut = project ? normalised(name, "0", input, 1, stride, outer) : input;
    return layers.relu(name + "relu", layers.add(name + "add", third, shortcut));
  }

  private String normalised(
      String prefix, String number, String input, int kernel, int stride, int channels) {
    return layers.normalise(
        prefix + "bn" + number,
        layers.convolve(prefix + "conv" + number, input, kernel, stride, channels),
        GraphLayers.ORDINARY);
  }
}
