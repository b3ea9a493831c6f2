package io.dctstream.export;

import static io.dctstream.export.graph.OnnxGraph.attribute;

import io.dctstream.contract.ModelContract;
import io.dctstream.export.graph.OnnxGraph;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.TensorLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;

/**
 * Puts the rest of a JPEG decoder before a classifier of RGB pixels that somebody has trained, as
 * operators of ONNX: the result takes coefficients and keeps a contract, and what the processor did
 * for each image is done where the model runs.
 */
public final class ModelWrap {
  private static final String PREFIX = "rgb.model/";

  private ModelWrap() {}

  /**
   * What the file cannot say itself.
   *
   * @param name the model's name in its contract
   * @param version the model's version in its contract
   * @param labels the classes' names; empty for numbers
   * @param normalisation of the pixels, for a model that reads floats
   */
  public record Wish(
      String name, String version, List<String> labels, Normalisation normalisation) {}

  /**
   * Wraps a model.
   *
   * @param rgbModel an ONNX file with one input, [N, 3, height, width] or [N, height, width, 3] of
   *     floats or bytes, and one output, [N, classes]
   * @param file is written whole or not at all; an older one is replaced
   * @throws ExportException if the model is another, or has not as many classes as labels
   * @throws IOException if a file cannot be read or written
   */
  public static ModelContract wrap(Path rgbModel, Path file, Wish wish)
      throws ExportException, IOException {
    RgbModel model = RgbModel.read(rgbModel);
    ModelContract contract = contract(rgbModel, model, wish);
    ModelProto.Builder wrapped =
        model.proto().toBuilder().setGraph(graph(model, contract, wish.normalisation()));
    OnnxExporter.addContract(wrapped, contract);
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    Files.write(temporary, wrapped.build().toByteArray());
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return contract;
  }

  private static ModelContract contract(Path rgbModel, RgbModel model, Wish wish)
      throws ExportException {
    List<String> labels = wish.labels();
    if (labels.isEmpty()) {
      labels = IntStream.range(0, model.classes()).mapToObj(i -> "class " + i).toList();
    }
    if (labels.size() < 2 || (model.classes() > 0 && labels.size() != model.classes())) {
      throw new ExportException(
          "%s has %s classes and there are %d labels; name a file with a label a line"
              .formatted(
                  rgbModel, model.classes() > 0 ? model.classes() : "unknown", labels.size()));
    }
    PixelFormat format = model.format();
    BlockGrid grid =
        new BlockGrid(
            format.width() / BlockGrid.BLOCK_SIDE, format.height() / BlockGrid.BLOCK_SIDE);
    return new ModelContract(
        wish.name(),
        wish.version(),
        TensorLayout.of(grid),
        Fit.RESIZE,
        labels,
        "the RGB model %s, with a JPEG decoder's second half in front"
            .formatted(rgbModel.getFileName()));
  }

  private static GraphProto graph(
      RgbModel model, ModelContract contract, Normalisation normalisation) {
    Prefix prefix = new Prefix(PREFIX);
    OnnxGraph front = new OnnxGraph(contract.name());
    front.inputs(contract.layout());
    addPixels(front, model.format(), normalisation, prefix.name(model.input()));
    GraphProto rgb = prefix.rename(model.proto().getGraph());
    OnnxGraph back = new OnnxGraph(contract.name());
    addOutputs(back, prefix.name(model.output()), model.givesProbabilities());
    back.output(ModelContract.OUTPUT_LOGITS, contract.labels().size());
    back.output(ModelContract.OUTPUT_SCORES, contract.labels().size());
    GraphProto after = back.build();
    return front.build().toBuilder()
        .addAllNode(rgb.getNodeList())
        .addAllInitializer(rgb.getInitializerList())
        .addAllSparseInitializer(rgb.getSparseInitializerList())
        .addAllNode(after.getNodeList())
        .addAllOutput(after.getOutputList())
        .build();
  }

  /** Adds the operators from the contract's inputs to the model's. */
  private static void addPixels(
      OnnxGraph graph, PixelFormat format, Normalisation normalisation, String input) {
    String pixels = PixelFrontEnd.addDecoder(graph, format.width());
    if (!format.bytes()) {
      String factors = graph.constant("pixels.factors", normalisation.factors(), 1, 3, 1, 1);
      String offsets = graph.constant("pixels.offsets", normalisation.offsets(), 1, 3, 1, 1);
      graph.node("Mul", "pixels.scaled", List.of(pixels, factors));
      graph.node("Add", "pixels.normalised", List.of("pixels.scaled", offsets));
      pixels = "pixels.normalised";
    }
    if (format.channelsLast()) {
      graph.node(
          "Transpose", "pixels.last", List.of(pixels), attribute("perm", new int[] {0, 2, 3, 1}));
      pixels = "pixels.last";
    }
    if (format.bytes()) {
      graph.node(
          "Cast", input, List.of(pixels), attribute("to", (long) TensorProto.DataType.UINT8_VALUE));
    } else {
      graph.node("Identity", input, List.of(pixels));
    }
  }

  private static void addOutputs(OnnxGraph graph, String output, boolean probabilities) {
    if (probabilities) {
      graph.node("Identity", ModelContract.OUTPUT_SCORES, List.of(output));
      graph.node("Log", ModelContract.OUTPUT_LOGITS, List.of(output));
    } else {
      graph.node("Identity", ModelContract.OUTPUT_LOGITS, List.of(output));
      graph.node("Softmax", ModelContract.OUTPUT_SCORES, List.of(output), attribute("axis", 1));
    }
  }
}
