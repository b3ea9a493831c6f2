package io.dctstream.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dctstream.export.graph.GraphCost;
import io.dctstream.export.precision.Lowering;
import io.dctstream.export.precision.Precision;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.network.NetworkDescription;
import io.dctstream.train.network.NetworkInput;
import io.dctstream.train.network.NetworkScale;
import io.dctstream.train.network.NetworkSummary;
import io.dctstream.train.network.Networks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import onnx.Onnx.ModelProto;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files as ONNX's own checker sees them, which is Debian's python3-onnx. */
class OnnxCheckerITCase {
  private static final String CHECK =
      """
      import onnx, sys
      model = onnx.load(sys.argv[1])
      onnx.checker.check_model(model, full_check=True)
      onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
      """;

  /** Debian's, whatever other stands before it on the path. */
  private static final String PYTHON = "/usr/bin/python3";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deconvolution-rfa",
        "late-concat",
        "resnet50-rgb",
        "resnet50-ycbcr",
        "dct-frozen-x2"
      })
  void findsNothingWrongWithNetworks(String name) throws Exception {
    ComputationGraph network = TinyNetworks.trained(name, TinyNetworks.images());
    NetworkInput input = Networks.named(name).input();
    Path file = folder.resolve("model.onnx");
    Files.write(file, OnnxExporter.export(network, input, TinyNetworks.CONTRACT).toByteArray());

    assertThat(complaints(file)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void findsNothingWrongAtFullSize(String name) throws Exception {
    NetworkDescription description = Networks.named(name);
    ModelProto model =
        BareNetwork.random(description, NetworkScale.PAPER, NetworkScale.PAPER_CLASSES).graph();
    Path file = folder.resolve("model.onnx");
    Files.write(file, Lowering.fold(model).toByteArray());

    assertThat(GraphCost.multiplyAccumulates(model.getGraph()))
        .hasValue(
            NetworkSummary.of(description, NetworkScale.PAPER, NetworkScale.PAPER_CLASSES)
                .multiplyAccumulates());
    assertThat(complaints(file)).isEmpty();
  }

  /** Those with layers of their own; the others are ResNet-50 with fewer of its. */
  static List<String> networks() {
    return Networks.names().stream()
        .filter(name -> !name.startsWith("remove-") && !name.startsWith("channels-"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void findsNothingWrongInAnyPrecision(Precision precision) throws Exception {
    List<DecodedImage> images = TinyNetworks.images();
    ModelProto model =
        OnnxExporter.export(
            TinyNetworks.trained("upsampling", images),
            NetworkInput.COEFFICIENTS,
            TinyNetworks.CONTRACT);
    Path file = folder.resolve("model.onnx");
    Files.write(
        file,
        Lowering.lower(model, precision, Collections.singletonList(TinyNetworks.batch(images)))
            .model()
            .toByteArray());

    assertThat(complaints(file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flowers", "shapes"})
  void findsNothingWrongWithTheModelsThatShip(String name) throws Exception {
    assertThat(complaints(Path.of("../models", name, "1", "model.onnx"))).isEmpty();
  }

  @Test
  void findsADamagedFile() throws Exception {
    Path file = Files.writeString(folder.resolve("model.onnx"), "no model");

    assertThat(complaints(file)).isNotEmpty();
  }

  /** What it prints; nothing if all is well. */
  private static String complaints(Path file) throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of(PYTHON)) && run("import onnx", file).isEmpty(),
        "python3-onnx is not installed; test skipped");
    return run(CHECK, file);
  }

  private static String run(String program, Path file) throws IOException, InterruptedException {
    Process python =
        new ProcessBuilder(PYTHON, "-c", program, file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return python.waitFor() == 0 ? output : "exit code " + python.exitValue() + ": " + output;
  }
}
