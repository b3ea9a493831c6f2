package io.dctstream.export.precision;

import ai.onnxruntime.OrtException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Looks for the graph on bytes whose logits are nearest those of the graph of floats: which share
 * of a tensor's values its bytes cover, and, if that is not enough, which layers stay in floats.
 * Both are measured on images, not guessed.
 */
final class Quantisation {
  /** Shares of a tensor's values that its bytes may cover; the others are clipped. */
  private static final List<Double> SHARES = List.of(0.999, 0.9999, 0.99999, 1.0);

  /** The error of logits from which on layers stay in floats. */
  private static final double TOLERATED = 0.15;

  /** The largest share of the layers that may stay in floats. */
  private static final double MOST_IN_FLOATS = 0.25;

  private final ModelProto model;
  private final List<INDArray[]> batches;
  private final Logits expected;
  private final Calibration calibration;

  private Quantisation(ModelProto model, List<INDArray[]> batches) throws OrtException {
    this.model = model;
    this.batches = batches;
    this.expected = Logits.of(model, batches);
    this.calibration =
        Calibration.of(model, new ByteGraph(model.getGraph(), Set.of()).tensors(), batches);
  }

  /**
   * Puts a model on bytes.
   *
   * @param model of floats
   * @param batches inputs, in the graph's order, made of images like those that it will be given
   * @throws OrtException if it cannot be run
   */
  static Lowered quantise(ModelProto model, List<INDArray[]> batches) throws OrtException {
    return new Quantisation(model, batches).search();
  }

  private Lowered search() throws OrtException {
    double bestShare = 0;
    Lowered best = null;
    for (double share : SHARES) {
      Lowered candidate = candidate(share, Set.of());
      if (best == null || candidate.error() < best.error()) {
        best = candidate;
        bestShare = share;
      }
    }
    return best.error() <= TOLERATED ? best : withLayersInFloats(bestShare, best);
  }

  /** Those that lose most by themselves stay in floats, until the rest loses little enough. */
  private Lowered withLayersInFloats(double share, Lowered allOnBytes) throws OrtException {
    List<String> worstFirst = worstFirst(share);
    Lowered best = allOnBytes;
    for (int count = 1; count <= MOST_IN_FLOATS * worstFirst.size(); count++) {
      Lowered candidate = candidate(share, Set.copyOf(worstFirst.subList(0, count)));
      if (candidate.error() < best.error()) {
        best = candidate;
      }
      if (best.error() <= TOLERATED) {
        break;
      }
    }
    return best;
  }

  private List<String> worstFirst(double share) throws OrtException {
    Set<String> layers = ByteGraph.layers(model.getGraph());
    Map<String, Double> errors = new HashMap<>();
    for (String layer : layers) {
      Set<String> others = new HashSet<>(layers);
      others.remove(layer);
      errors.put(layer, candidate(share, others).error());
    }
    return layers.stream()
        .sorted(Comparator.comparing((String layer) -> errors.get(layer)).reversed())
        .toList();
  }

  private Lowered candidate(double share, Set<String> inFloats) throws OrtException {
    ModelProto candidate = write(model, inFloats, calibration, share);
    Logits logits = Logits.of(candidate, batches);
    return new Lowered(
        candidate,
        inFloats.stream().sorted().toList(),
        logits.error(expected),
        logits.agreement(expected));
  }

  /** A model on bytes that cover a share of the values. */
  static ModelProto write(
      ModelProto model, Set<String> inFloats, Calibration calibration, double share) {
    GraphProto graph = model.getGraph();
    Map<String, ByteRange> ranges = calibration.ranges(share);
    Map<String, List<ByteRange>> inputs =
        ChannelScales.suit(graph) ? calibration.channelRanges(share) : Map.of();
    ChannelScales channels = ChannelScales.of(graph, inputs, ranges);
    return model.toBuilder()
        .setGraph(new ByteGraph(graph, inFloats).write(ranges, channels))
        .build();
  }
}
