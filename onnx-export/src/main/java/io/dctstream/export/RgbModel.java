package io.dctstream.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataLocation;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * A classifier of RGB pixels that somebody has.
 *
 * @param proto the file
 * @param input the name of its one input
 * @param format of the pixels
 * @param output the name of its one output
 * @param classes how many values an image has in the output; 0 if the file does not say
 */
record RgbModel(ModelProto proto, String input, PixelFormat format, String output, int classes) {
  /** Since which Pad and Clip have the form that the front end uses. */
  private static final int OLDEST_OPERATORS = 11;

  /**
   * Reads a file.
   *
   * @throws ExportException if it cannot be wrapped; the message says why
   * @throws IOException if it cannot be read
   */
  static RgbModel read(Path file) throws ExportException, IOException {
    ModelProto proto;
    try {
      proto = ModelProto.parseFrom(Files.readAllBytes(file));
    } catch (InvalidProtocolBufferException e) {
      throw new ExportException("%s is no ONNX file: %s".formatted(file, e.getMessage()), e);
    }
    GraphProto graph = proto.getGraph();
    requireReadable(file, proto);
    ValueInfoProto input = only(file, "input", inputs(graph));
    ValueInfoProto output = only(file, "output", graph.getOutputList());
    List<Long> shape =
        output.getType().getTensorType().getShape().getDimList().stream()
            .map(dimension -> dimension.getDimValue())
            .toList();
    if (shape.size() != 2) {
      throw new ExportException(
          "The output '%s' of %s has %d dimensions; a classifier's has two, images and classes"
              .formatted(output.getName(), file, shape.size()));
    }
    return new RgbModel(
        proto,
        input.getName(),
        PixelFormat.of(input),
        output.getName(),
        Math.toIntExact(Math.max(0, shape.get(1))));
  }

  /** Whether the output is a softmax's. */
  boolean givesProbabilities() {
    return proto.getGraph().getNodeList().stream()
        .anyMatch(
            node -> node.getOutputList().contains(output) && node.getOpType().equals("Softmax"));
  }

  private static void requireReadable(Path file, ModelProto proto) throws ExportException {
    for (OperatorSetIdProto set : proto.getOpsetImportList()) {
      if (set.getDomain().isEmpty() && set.getVersion() < OLDEST_OPERATORS) {
        throw new ExportException(
            "%s uses ONNX's operator set %d; convert it to %d or later"
                .formatted(file, set.getVersion(), OLDEST_OPERATORS));
      }
    }
    for (TensorProto constant : proto.getGraph().getInitializerList()) {
      if (constant.getDataLocation() == DataLocation.EXTERNAL) {
        throw new ExportException(
            "%s keeps the weights '%s' in another file; save it as one file"
                .formatted(file, constant.getName()));
      }
    }
  }

  /** Old files list their constants among the inputs. */
  private static List<ValueInfoProto> inputs(GraphProto graph) {
    Set<String> constants =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    return graph.getInputList().stream()
        .filter(input -> !constants.contains(input.getName()))
        .toList();
  }

  private static ValueInfoProto only(Path file, String kind, List<ValueInfoProto> values)
      throws ExportException {
    if (values.size() != 1) {
      throw new ExportException(
          "%s has the %ss %s; a classifier of images has one"
              .formatted(file, kind, values.stream().map(ValueInfoProto::getName).toList()));
    }
    return values.get(0);
  }
}
