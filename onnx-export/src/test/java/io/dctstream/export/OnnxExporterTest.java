package io.dctstream.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.dctstream.contract.ModelContract;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.network.NetworkDescription;
import io.dctstream.train.network.NetworkInput;
import io.dctstream.train.network.Networks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxExporterTest {
  private static final ModelContract CONTRACT = TinyNetworks.CONTRACT;

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("networks")
  void onnxRuntimeComputesWhatDl4jComputes(String name) throws Exception {
    List<DecodedImage> images = TinyNetworks.images();
    ComputationGraph network = TinyNetworks.trained(name, images);
    NetworkInput input = Networks.named(name).input();

    double difference =
        new ParityCheck(network, input, CONTRACT).check(write(network, input), images);

    assertThat(difference).isLessThanOrEqualTo(ParityCheck.TOLERANCE);
  }

  static List<String> networks() {
    return Networks.all().stream().map(NetworkDescription::name).toList();
  }

  @Test
  void theFileKeepsItsContract() throws Exception {
    Path file =
        write(TinyNetworks.trained("upsampling", TinyNetworks.images()), NetworkInput.COEFFICIENTS);

    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
      assertThat(ModelContract.fromMetadata(session.getMetadata().getCustomMetadata()))
          .isEqualTo(CONTRACT);
      assertThat(shape(session.getInputInfo().get("y"))).containsExactly(-1, 64, 4, 4);
      assertThat(shape(session.getInputInfo().get("cb"))).containsExactly(-1, 64, 2, 2);
      assertThat(shape(session.getInputInfo().get("cr"))).containsExactly(-1, 64, 2, 2);
      assertThat(shape(session.getOutputInfo().get("logits"))).containsExactly(-1, 10);
      assertThat(shape(session.getOutputInfo().get("scores"))).containsExactly(-1, 10);
    }
  }

  @Test
  void aNetworkThatIsNotTheFilesFailsTheCheck() throws Exception {
    List<DecodedImage> images = TinyNetworks.images();
    ComputationGraph network = TinyNetworks.trained("late-concat", images);
    Path file = write(network, NetworkInput.COEFFICIENTS);
    network.getLayer("luma.bn").getParam("beta").addi(0.01);

    assertThatThrownBy(
            () -> new ParityCheck(network, NetworkInput.COEFFICIENTS, CONTRACT).check(file, images))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("sample-1-")
        .hasMessageContaining("differ from DL4J's");
  }

  @Test
  void anUnknownLayerIsNamedWithItsKind() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("y")
                .addLayer("shrink", new LocalResponseNormalization.Builder().build(), "y")
                .addLayer("scores", new LossLayer.Builder().build(), "shrink")
                .setOutputs("scores")
                .setInputTypes(InputType.convolutional(4, 4, 64))
                .build());
    network.init();

    assertThatThrownBy(() -> OnnxExporter.export(network, NetworkInput.COEFFICIENTS, CONTRACT))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("'shrink'")
        .hasMessageContaining("LocalResponseNormalization");
  }

  private Path write(ComputationGraph network, NetworkInput input) throws Exception {
    Path file = folder.resolve("model.onnx");
    return Files.write(file, OnnxExporter.export(network, input, CONTRACT).toByteArray());
  }

  private static long[] shape(NodeInfo node) {
    return ((TensorInfo) node.getInfo()).getShape();
  }
}
