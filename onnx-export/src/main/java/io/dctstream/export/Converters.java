package io.dctstream.export;

import static io.dctstream.export.graph.OnnxGraph.attribute;
import static java.util.Map.entry;

import io.dctstream.export.graph.OnnxGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How each kind of layer and vertex which the networks use becomes ONNX operators. */
final class Converters {

  /** Adds the operators of a layer or vertex; the last one has its name. */
  @FunctionalInterface
  private interface Converter {
    void convert(OnnxGraph graph, NetworkNode node) throws ExportException;
  }

  private static final Map<Class<?>, Converter> BY_KIND =
      Map.ofEntries(
          entry(ConvolutionLayer.class, Converters::convolution),
          entry(Deconvolution2D.class, Converters::deconvolution),
          entry(BatchNormalization.class, Converters::batchNormalization),
          entry(ActivationLayer.class, Converters::activation),
          entry(Upsampling2D.class, Converters::upsampling),
          entry(SubsamplingLayer.class, Converters::pooling),
          entry(GlobalPoolingLayer.class, Converters::globalPooling),
          entry(DenseLayer.class, Converters::dense),
          entry(LossLayer.class, Converters::scores),
          entry(ElementWiseVertex.class, Converters::elementWise),
          entry(MergeVertex.class, Converters::merge));

  private Converters() {}

  /**
   * Converts a layer or vertex.
   *
   * @throws ExportException if there is no converter for its kind or its settings
   */
  static void convert(OnnxGraph graph, NetworkNode node) throws ExportException {
    Converter converter = BY_KIND.get(node.conf().getClass());
    if (converter == null) {
      throw unknown(node, "is a " + node.conf().getClass().getSimpleName());
    }
    converter.convert(graph, node);
  }

  private static void convolution(OnnxGraph graph, NetworkNode node) throws ExportException {
    ConvolutionLayer conf = (ConvolutionLayer) node.conf();
    require(conf.getActivationFn(), ActivationIdentity.class, node);
    graph.node("Conv", node.name(), weighted(graph, node), window(conf, node));
  }

  private static void deconvolution(OnnxGraph graph, NetworkNode node) throws ExportException {
    Deconvolution2D conf = (Deconvolution2D) node.conf();
    require(conf.getActivationFn(), ActivationIdentity.class, node);
    int side = conf.getStride()[0];
    int[] square = {side, side};
    if (!Arrays.equals(conf.getKernelSize(), square)
        || !Arrays.equals(conf.getStride(), square)
        || node.parameters().containsKey("b")) {
      throw unknown(node, "is a transposed convolution that overlaps or has a bias");
    }
    // Without overlap it is a product at each place, laid out as a square. GPUs run that many times
    // faster than ONNX Runtime's ConvTranspose, and it can be lowered to bytes.
    INDArray weights = node.parameters().get("W");
    long inputs = weights.size(0);
    long products = weights.size(1) * side * side;
    String flat =
        graph.constant(
            node.name() + ".weights", weights.permute(1, 2, 3, 0), products, inputs, 1, 1);
    String deep = node.name() + ".deep";
    graph.node(
        "Conv",
        deep,
        List.of(node.inputs().get(0), flat),
        attribute("kernel_shape", new int[] {1, 1}));
    graph.node(
        "DepthToSpace",
        node.name(),
        List.of(deep),
        attribute("blocksize", side),
        attribute("mode", "CRD"));
  }

  private static void batchNormalization(OnnxGraph graph, NetworkNode node) throws ExportException {
    BatchNormalization conf = (BatchNormalization) node.conf();
    if (conf.isUseLogStd()) {
      throw unknown(node, "keeps the logarithm of its deviation (useLogStd)");
    }
    List<String> all = new ArrayList<>(node.inputs());
    for (String parameter : List.of("gamma", "beta", "mean", "var")) {
      all.add(
          graph.constant(
              node.name() + "." + parameter, node.parameters().get(parameter), conf.getNOut()));
    }
    graph.node("BatchNormalization", node.name(), all, attribute("epsilon", (float) conf.getEps()));
  }

  private static void activation(OnnxGraph graph, NetworkNode node) throws ExportException {
    require(((ActivationLayer) node.conf()).getActivationFn(), ActivationReLU.class, node);
    graph.node("Relu", node.name(), node.inputs());
  }

  private static void upsampling(OnnxGraph graph, NetworkNode node) {
    int[] factors = ((Upsampling2D) node.conf()).getSize();
    String scales =
        graph.constant(node.name() + ".scales", new float[] {1, 1, factors[0], factors[1]}, 4);
    // The empty name is the region of interest, which "nearest" has no use for.
    graph.node(
        "Resize",
        node.name(),
        List.of(node.inputs().get(0), "", scales),
        attribute("mode", "nearest"),
        attribute("coordinate_transformation_mode", "asymmetric"),
        attribute("nearest_mode", "floor"));
  }

  private static void pooling(OnnxGraph graph, NetworkNode node) throws ExportException {
    SubsamplingLayer conf = (SubsamplingLayer) node.conf();
    String operator =
        switch (conf.getPoolingType()) {
          case MAX -> "MaxPool";
          case AVG -> "AveragePool";
          default -> throw unknown(node, "pools by " + conf.getPoolingType());
        };
    graph.node(
        operator,
        node.name(),
        node.inputs(),
        attribute("kernel_shape", conf.getKernelSize()),
        attribute("strides", conf.getStride()),
        padding(conf.getConvolutionMode(), node));
  }

  private static void globalPooling(OnnxGraph graph, NetworkNode node) throws ExportException {
    if (((GlobalPoolingLayer) node.conf()).getPoolingType() != PoolingType.AVG) {
      throw unknown(node, "does not pool by averaging");
    }
    String mean = node.name() + ".mean";
    graph.node("GlobalAveragePool", mean, node.inputs());
    graph.node("Flatten", node.name(), List.of(mean), attribute("axis", 1));
  }

  private static void dense(OnnxGraph graph, NetworkNode node) throws ExportException {
    require(((DenseLayer) node.conf()).getActivationFn(), ActivationIdentity.class, node);
    graph.node("Gemm", node.name(), weighted(graph, node));
  }

  private static void scores(OnnxGraph graph, NetworkNode node) throws ExportException {
    require(((LossLayer) node.conf()).getActivationFn(), ActivationSoftmax.class, node);
    graph.node("Softmax", node.name(), node.inputs(), attribute("axis", 1));
  }

  private static void elementWise(OnnxGraph graph, NetworkNode node) throws ExportException {
    if (((ElementWiseVertex) node.conf()).getOp() != ElementWiseVertex.Op.Add
        || node.inputs().size() != 2) {
      throw unknown(node, "is not the sum of two");
    }
    graph.node("Add", node.name(), node.inputs());
  }

  private static void merge(OnnxGraph graph, NetworkNode node) {
    graph.node("Concat", node.name(), node.inputs(), attribute("axis", 1));
  }

  /** The inputs of a layer, and its weights and bias. DL4J's weights have ONNX's layout. */
  private static List<String> weighted(OnnxGraph graph, NetworkNode node) {
    INDArray weights = node.parameters().get("W");
    INDArray bias = node.parameters().get("b");
    List<String> all = new ArrayList<>(node.inputs());
    all.add(graph.constant(node.name() + ".weights", weights, weights.shape()));
    if (bias != null) {
      all.add(graph.constant(node.name() + ".bias", bias, bias.length()));
    }
    return all;
  }

  private static AttributeProto[] window(ConvolutionLayer conf, NetworkNode node)
      throws ExportException {
    return new AttributeProto[] {
      attribute("kernel_shape", conf.getKernelSize()),
      attribute("strides", conf.getStride()),
      attribute("dilations", conf.getDilation()),
      padding(conf.getConvolutionMode(), node)
    };
  }

  private static AttributeProto padding(ConvolutionMode mode, NetworkNode node)
      throws ExportException {
    return switch (mode) {
      case Same -> attribute("auto_pad", "SAME_UPPER");
      case Truncate -> attribute("auto_pad", "VALID");
      default -> throw unknown(node, "pads as '" + mode + "'");
    };
  }

  private static void require(
      IActivation activation, Class<? extends IActivation> known, NetworkNode node)
      throws ExportException {
    if (!known.isInstance(activation)) {
      throw unknown(node, "has the activation " + activation);
    }
  }

  private static ExportException unknown(NetworkNode node, String what) {
    return new ExportException(
        "The layer '%s' %s, which the export does not know; add a converter for it"
            .formatted(node.name(), what));
  }
}
