package io.dctstream.export.precision;

import ai.onnxruntime.OrtException;
import io.dctstream.export.graph.BatchNormFolding;
import java.util.List;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Brings a model of 32-bit floats to the precision that it is to be run in. */
public final class Lowering {
  private Lowering() {}

  /**
   * Folds the batch normalisations of inputs into the weights.
   *
   * @param model whose other batch normalisations are folded already
   */
  public static ModelProto fold(ModelProto model) {
    return with(model, BatchNormFolding.foldForwards(model.getGraph()));
  }

  /**
   * Lowers a model.
   *
   * @param model as {@link #fold} takes it
   * @param batches inputs, in the graph's order, made of images like those that it will be given
   * @throws OrtException if ONNX Runtime cannot run it
   */
  public static Lowered lower(ModelProto model, Precision precision, List<INDArray[]> batches)
      throws OrtException {
    ModelProto folded = fold(model);
    return switch (precision) {
      case FP32 -> new Lowered(folded, List.of(), 0, 1);
      case FP16 -> {
        ModelProto half = with(folded, HalfGraph.write(folded.getGraph()));
        Logits logits = Logits.of(half, batches);
        Logits expected = Logits.of(folded, batches);
        yield new Lowered(half, List.of(), logits.error(expected), logits.agreement(expected));
      }
      case INT8 -> Quantisation.quantise(suitable(model, folded), batches);
    };
  }

  /**
   * Puts a model on bytes as it comes, all layers and all values: for networks with random weights,
   * of which only the speed is of interest.
   *
   * @param model as {@link #fold} takes it
   * @param batches inputs in the graph's order
   * @throws OrtException if ONNX Runtime cannot run it
   */
  public static ModelProto toBytes(ModelProto model, List<INDArray[]> batches) throws OrtException {
    ModelProto suitable = suitable(model, fold(model));
    Set<String> tensors = new ByteGraph(suitable.getGraph(), Set.of()).tensors();
    return Quantisation.write(suitable, Set.of(), Calibration.of(suitable, tensors, batches), 1);
  }

  /**
   * Without the batch normalisations of inputs, if the channels of these can have scales of their
   * own; else the normalisations bring them to one size.
   */
  private static ModelProto suitable(ModelProto model, ModelProto folded) {
    return ChannelScales.suit(folded.getGraph()) ? folded : model;
  }

  private static ModelProto with(ModelProto model, GraphProto graph) {
    return model.toBuilder().setGraph(graph).build();
  }
}
