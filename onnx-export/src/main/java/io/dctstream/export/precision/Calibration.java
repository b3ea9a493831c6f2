package io.dctstream.export.precision;

import ai.onnxruntime.OrtException;
import io.dctstream.export.graph.GraphRun;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What values the tensors of a graph have on images. */
final class Calibration {
  /** A channel of an input is not taken to be smaller, as a share of the input's largest. */
  private static final double LEAST_CHANNEL = 1.0 / 64;

  private final Map<String, Histogram> histograms;
  private final Map<String, List<Histogram>> inputs;

  private Calibration(Map<String, Histogram> histograms, Map<String, List<Histogram>> inputs) {
    this.histograms = histograms;
    this.inputs = inputs;
  }

  /**
   * Runs a model of floats and looks at tensors within it.
   *
   * @param batches inputs in the graph's order
   * @throws OrtException if it cannot be run
   */
  static Calibration of(ModelProto model, Set<String> tensors, List<INDArray[]> batches)
      throws OrtException {
    Map<String, Histogram> histograms = new HashMap<>();
    tensors.forEach(tensor -> histograms.put(tensor, new Histogram()));
    try (GraphRun run = GraphRun.open(showing(model, tensors))) {
      for (INDArray[] batch : batches) {
        Map<String, FloatBuffer> values = run.run(batch);
        histograms.forEach((tensor, histogram) -> histogram.add(values.get(tensor)));
      }
    }
    Map<String, List<Histogram>> inputs = new HashMap<>();
    for (int i = 0; i < model.getGraph().getInputCount(); i++) {
      inputs.put(model.getGraph().getInput(i).getName(), channels(batches, i));
    }
    return new Calibration(histograms, inputs);
  }

  /** A histogram for each channel of an input. */
  private static List<Histogram> channels(List<INDArray[]> batches, int input) {
    List<Histogram> channels = new ArrayList<>();
    for (int c = 0; c < batches.get(0)[input].size(1); c++) {
      channels.add(new Histogram());
    }
    for (INDArray[] batch : batches) {
      FloatBuffer values = batch[input].data().asNioFloat();
      int planes = (int) (batch[input].size(0) * channels.size());
      int plane = values.limit() / planes;
      for (int i = 0; i < planes; i++) {
        channels.get(i % channels.size()).add(values.slice(i * plane, plane));
      }
    }
    return channels;
  }

  /** The ranges that hold a share of each tensor's values. */
  Map<String, ByteRange> ranges(double share) {
    return histograms.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().range(share)));
  }

  /** The ranges that hold a share of the values of each channel of the inputs. */
  Map<String, List<ByteRange>> channelRanges(double share) {
    return inputs.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> {
                  List<ByteRange> ranges =
                      entry.getValue().stream().map(channel -> channel.range(share)).toList();
                  double most = ranges.stream().mapToDouble(ByteRange::most).max().orElseThrow();
                  return ranges.stream().map(range -> range.atLeast(LEAST_CHANNEL * most)).toList();
                }));
  }

  /** The same model with tensors among its outputs. */
  private static ModelProto showing(ModelProto model, Set<String> tensors) {
    GraphProto.Builder graph = model.getGraph().toBuilder();
    TypeProto floats =
        TypeProto.newBuilder()
            .setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE))
            .build();
    tensors.forEach(
        tensor -> graph.addOutput(ValueInfoProto.newBuilder().setName(tensor).setType(floats)));
    return model.toBuilder().setGraph(graph).build();
  }
}
