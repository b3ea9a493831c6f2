package io.dctstream.train.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.nd4j.linalg.activations.Activation;

/** Adds single layers of DL4J to a graph. Each method takes and returns names of layers. */
final class GraphLayers {
  private static final double NORMALISATION_EPSILON = 1e-5;
  private static final double NORMALISATION_DECAY = 0.9;

  /** First scale of a batch normalisation. */
  static final double ORDINARY = 1;

  /** A block begins as its shortcut alone, which steadies the first epochs (Goyal et al. 2017). */
  static final double LAST_OF_BLOCK = 0;

  private final GraphBuilder graph;

  GraphLayers(GraphBuilder graph) {
    this.graph = graph;
  }

  /** Without bias; "same" padding, as the graph has it. */
  String convolve(String name, String input, int kernel, int stride, int channels) {
    graph.addLayer(name, convolution(kernel, stride, channels).build(), input);
    return name;
  }

  /** 64 filters of 8x8, without padding. */
  String transform(String name, String input, Step.Transform transform) {
    ConvolutionLayer.Builder filters =
        convolution(DctBasis.SIDE, transform.stride(), DctBasis.FILTERS)
            .convolutionMode(ConvolutionMode.Truncate);
    switch (transform.filters()) {
      case LEARNT -> {}
      case ORTHONORMAL -> OrthonormalityPenalty.addTo(filters);
      case FROZEN -> DctBasis.freeze(filters);
    }
    graph.addLayer(name, filters.build(), input);
    return name;
  }

  String transposedConvolve(String name, String input, Step.TransposedConvolve step) {
    graph.addLayer(
        name,
        new Deconvolution2D.Builder(step.kernel(), step.kernel())
            .stride(step.stride(), step.stride())
            .nOut(step.channels())
            .hasBias(false)
            .build(),
        input);
    return name;
  }

  String enlarge(String name, String input, int factor) {
    graph.addLayer(name, new Upsampling2D.Builder(factor).build(), input);
    return name;
  }

  /** Without padding. */
  String pool(
      String name, String input, SubsamplingLayer.PoolingType type, int kernel, int stride) {
    graph.addLayer(
        name,
        new SubsamplingLayer.Builder(type)
            .kernelSize(kernel, kernel)
            .stride(stride, stride)
            .convolutionMode(ConvolutionMode.Truncate)
            .build(),
        input);
    return name;
  }

  String normalise(String name, String input, double scale) {
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

  String relu(String name, String input) {
    graph.addLayer(name, new ActivationLayer(Activation.RELU), input);
    return name;
  }

  String add(String name, String first, String second) {
    graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), first, second);
    return name;
  }

  String concatenate(String name, String first, String second) {
    graph.addVertex(name, new MergeVertex(), first, second);
    return name;
  }

  private static ConvolutionLayer.Builder convolution(int kernel, int stride, int channels) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .stride(stride, stride)
        .nOut(channels)
        .hasBias(false);
  }
}
