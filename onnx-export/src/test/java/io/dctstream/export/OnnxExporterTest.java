package io.dctstream.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.dctstream.contract.ModelContract;
import io.dctstream.export.graph.GraphCost;
import io.dctstream.export.precision.Lowering;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.network.NetworkDescription;
import io.dctstream.train.network.NetworkInput;
import io.dctstream.train.network.NetworkSummary;
import io.dctstream.train.network.Networks;
import java.util.List;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;

class OnnxExporterTest {
  private static final ModelContract CONTRACT = TinyNetworks.CONTRACT;

  @ParameterizedTest
  @MethodSource("networks")
  void onnxRuntimeComputesWhatDl4jComputes(String name) throws Exception {
    List<DecodedImage> images = TinyNetworks.images();
    ComputationGraph network = TinyNetworks.trained(name, images);
    NetworkInput input = Networks.named(name).input();

    ModelProto model = exported(network, input);

    double difference = new ParityCheck(network, input, CONTRACT).check(model, images);

    assertThat(difference).isLessThanOrEqualTo(ParityCheck.TOLERANCE);
    assertThat(operators(model)).contains("Conv").doesNotContain("BatchNormalization");
    if (input == NetworkInput.COEFFICIENTS) {
      assertThat(GraphCost.multiplyAccumulates(model.getGraph()))
          .hasValue(
              NetworkSummary.of(Networks.named(name), TinyNetworks.SCALE, CONTRACT.labels().size())
                  .multiplyAccumulates());
    }
  }

  static List<String> networks() {
    return Networks.all().stream().map(NetworkDescription::name).toList();
  }

  @Test
  void aBatchNormalisationBeforeAPaddedConvolutionStays() throws Exception {
    List<DecodedImage> images = TinyNetworks.images();
    ComputationGraph network = normalisedBeforeAKernelOf(3);
    ModelProto model = exported(network, NetworkInput.COEFFICIENTS);

    assertThat(operators(model)).contains("BatchNormalization");
    new ParityCheck(network, NetworkInput.COEFFICIENTS, CONTRACT).check(model, images);
  }

  /** Reads Y alone. */
  private static ComputationGraph normalisedBeforeAKernelOf(int side) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.IDENTITY)
                .graphBuilder()
                .allowDisconnected(true)
                .addInputs("y", "cb", "cr")
                .addLayer("bn", new BatchNormalization.Builder().useLogStd(false).build(), "y")
                .addLayer("conv", new ConvolutionLayer.Builder(side, side).nOut(4).build(), "bn")
                .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), "conv")
                .addLayer("logits", new DenseLayer.Builder().nOut(10).build(), "pool")
                .addLayer(
                    "scores",
                    new LossLayer.Builder().activation(Activation.SOFTMAX).build(),
                    "logits")
                .setOutputs("scores")
                .setInputTypes(NetworkInput.COEFFICIENTS.types(CONTRACT.layout()))
                .build());
    network.init();
    network.getLayer("bn").getParam("beta").addi(50);
    return network;
  }

  @Test
  void theFileKeepsItsContract() throws Exception {
    ModelProto model =
        exported(
            TinyNetworks.trained("upsampling", TinyNetworks.images()), NetworkInput.COEFFICIENTS);

    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(model.toByteArray())) {
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
    ModelProto model = exported(network, NetworkInput.COEFFICIENTS);
    network.getLayer("luma.bn").getParam("beta").addi(0.01);

    assertThatThrownBy(
            () ->
                new ParityCheck(network, NetworkInput.COEFFICIENTS, CONTRACT).check(model, images))
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

  private static ModelProto exported(ComputationGraph network, NetworkInput input)
      throws Exception {
    return Lowering.fold(OnnxExporter.export(network, input, CONTRACT));
  }

  private static List<String> operators(ModelProto model) {
    return model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList();
  }

  private static long[] shape(NodeInfo node) {
    return ((TensorInfo) node.getInfo()).getShape();
  }
}
