package io.dctstream.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dctstream.train.network.NetworkInput;
import io.dctstream.train.network.Networks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
