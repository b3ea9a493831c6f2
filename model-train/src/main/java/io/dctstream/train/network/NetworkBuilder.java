package io.dctstream.train.network;

import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.train.network.Step.Blocks;
import io.dctstream.train.network.Step.Convolve;
import io.dctstream.train.network.Step.Enlarge;
import io.dctstream.train.network.Step.Normalise;
import io.dctstream.train.network.Step.TransposedConvolve;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Builds the DL4J graph of a {@link NetworkDescription}.
 *
 * <p>Inputs and outputs have the names of {@link ModelContract}: {@code y}, {@code cb} and {@code
 * cr} in, {@code logits} and {@code scores} out, the latter trained with cross-entropy. Layers are
 * named as in ResNet, such as {@code luma.res3a.conv1}.
 */
public final class NetworkBuilder {
  private static final double NORMALISATION_EPSILON = 1e-5;
  private static final double NORMALISATION_DECAY = 0.9;

  /** First scale of a batch normalisation. */
  private static final double ORDINARY = 1;

  /** A block begins as its shortcut alone, which steadies the first epochs (Goyal et al. 2017). */
  private static final double LAST_OF_BLOCK = 0;

  private final GraphBuilder graph;
  private final double width;

  private NetworkBuilder(GraphBuilder graph, double width) {
    this.graph = graph;
    this.width = width;
  }

  /**
   * Builds a network.
   *
   * @param description the network at full width
   * @param width multiplier of the channels of all residual blocks, rounded down
   * @param grid the input's size
   * @param classes number of outputs
   * @param training seed, updater and regularisation of all layers
   */
  public static ComputationGraphConfiguration build(
      NetworkDescription description,
      double width,
      BlockGrid grid,
      int classes,
      NeuralNetConfiguration.Builder training) {
    GraphBuilder graph =
        training
            .weightInit(WeightInit.RELU)
            .activation(Activation.IDENTITY)
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder();
    new NetworkBuilder(graph, width).addAll(description, classes);
    return graph.setInputTypes(inputTypes(grid)).build();
  }

  /** The shapes of the inputs of a network, in their order. */
  public static InputType[] inputTypes(BlockGrid grid) {
    InputType chroma =
        InputType.convolutional(grid.chromaHeight(), grid.chromaWidth(), BlockGrid.BLOCK_SIZE);
    return new InputType[] {
      InputType.convolutional(grid.height(), grid.width(), BlockGrid.BLOCK_SIZE), chroma, chroma
    };
  }

  private void addAll(NetworkDescription description, int classes) {
    graph.addInputs(ModelContract.INPUT_Y, ModelContract.INPUT_CB, ModelContract.INPUT_CR);
    Planes y = addSteps("luma.", input(ModelContract.INPUT_Y), description.luma());
    Planes cb = addSteps("cb.", input(ModelContract.INPUT_CB), description.eachChroma());
    Planes cr = addSteps("cr.", input(ModelContract.INPUT_CR), description.eachChroma());
    Planes chroma = addSteps("chroma.", concatenate("chroma", cb, cr), description.chroma());
    Planes features = addSteps("", concatenate("concat", y, chroma), description.trunk());
    graph.addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), features.layer());
    graph.addLayer(
        ModelContract.OUTPUT_LOGITS,
        new DenseLayer.Builder().nOut(classes).weightInit(WeightInit.XAVIER).build(),
        "pool");
    graph.addLayer(
        ModelContract.OUTPUT_SCORES,
        new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build(),
        ModelContract.OUTPUT_LOGITS);
    graph.setOutputs(ModelContract.OUTPUT_SCORES);
  }

  /** The output of a layer, and how many channels it has. */
  private record Planes(String layer, int channels) {}

  private static Planes input(String name) {
    return new Planes(name, BlockGrid.BLOCK_SIZE);
  }

  private Planes addSteps(String prefix, Planes input, List<Step> steps) {
    Planes last = input;
    for (Step step : steps) {
      last = addStep(prefix, last, step);
    }
    return last;
  }

  private Planes addStep(String prefix, Planes input, Step step) {
    if (step instanceof Normalise) {
      return new Planes(normalise(prefix + "bn", input.layer(), ORDINARY), input.channels());
    } else if (step instanceof Convolve conv) {
      convolve(prefix + "conv", input.layer(), conv.kernel(), conv.stride(), conv.channels());
      return new Planes(prefix + "conv", conv.channels());
    } else if (step instanceof TransposedConvolve conv) {
      graph.addLayer(
          prefix + "deconv",
          new Deconvolution2D.Builder(conv.kernel(), conv.kernel())
              .stride(conv.stride(), conv.stride())
              .nOut(conv.channels())
              .hasBias(false)
              .build(),
          input.layer());
      return new Planes(prefix + "deconv", conv.channels());
    } else if (step instanceof Enlarge enlarge) {
      graph.addLayer(
          prefix + "enlarge", new Upsampling2D.Builder(enlarge.factor()).build(), input.layer());
      return new Planes(prefix + "enlarge", input.channels());
    }
    return addBlocks(prefix, input, (Blocks) step);
  }

  private Planes addBlocks(String prefix, Planes input, Blocks blocks) {
    // An identity block keeps the channels it is given: scaled sums are not sums of scaled counts.
    int outer = blocks.project() ? scaled(blocks.outer()) : input.channels();
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
    int inner = scaled(blocks.inner());
    int stride = project ? blocks.stride() : 1;
    String first = normalised(name, "1", input, 1, stride, inner);
    String second = normalised(name, "2", relu(name + "relu1", first), kernel, 1, inner);
    String third =
        normalise(
            name + "bn3",
            convolve(name + "conv3", relu(name + "relu2", second), 1, 1, outer),
            LAST_OF_BLOCK);
    String shortcut = project ? normalised(name, "0", input, 1, stride, outer) : input;
    graph.addVertex(name + "add", new ElementWiseVertex(ElementWiseVertex.Op.Add), third, shortcut);
    return relu(name + "relu", name + "add");
  }

  private String normalised(
      String block, String number, String input, int kernel, int stride, int channels) {
    return normalise(
        block + "bn" + number,
        convolve(block + "conv" + number, input, kernel, stride, channels),
        ORDINARY);
  }

  private String convolve(String name, String input, int kernel, int stride, int channels) {
    graph.addLayer(
        name,
        new ConvolutionLayer.Builder(kernel, kernel)
            .stride(stride, stride)
            .nOut(channels)
            .hasBias(false)
            .build(),
        input);
    return name;
  }

  private String normalise(String name, String input, double scale) {
    graph.addLayer(
        name,
        // With useLogStd, DL4J's default, the running variance is not what ONNX expects.
        new BatchNormalization.Builder()
            .gamma(scale)
            .eps(NORMALISATION_EPSILON)
            .decay(NORMALISATION_DECAY)
            .useLogStd(false)
            .build(),
        input);
    return name;
  }

  private String relu(String name, String input) {
    graph.addLayer(name, new ActivationLayer(Activation.RELU), input);
    return name;
  }

  private Planes concatenate(String name, Planes first, Planes second) {
    graph.addVertex(name, new MergeVertex(), first.layer(), second.layer());
    return new Planes(name, first.channels() + second.channels());
  }

  private int scaled(int channels) {
    return Math.max(1, (int) (channels * width));
  }
}
