package io.dctstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import io.dctstream.inference.TestModel.Tensor;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.TensorLayout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OnnxModelTest {
  @Test
  void readsTheContract() throws Exception {
    try (OnnxModel model = OnnxModel.open(TestModel.good().toBytes(), "m.onnx", 1)) {
      assertThat(model.contract()).isEqualTo(TestModel.CONTRACT);
    }
  }

  @Test
  void cudaThatIsAskedForAndMissingIsNamed() {
    Assumptions.assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "Built for CUDA");
    assertThatThrownBy(() -> OnnxModel.open(TestModel.good().toBytes(), "m.onnx", 1, Device.CUDA))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "CUDA cannot run models here: libonnxruntime_providers_cuda is missing; build with the"
                + " Maven profile 'gpu'");
  }

  @Test
  void theModelIsBlamedForItsOwnFaultsOnEveryDevice() {
    for (Device device : Device.values()) {
      assertThatThrownBy(() -> OnnxModel.open(new byte[] {1, 2, 3}, "m.onnx", 1, device))
          .isInstanceOf(ContractException.class)
          .hasMessageStartingWith("The model m.onnx is refused");
    }
  }

  @Test
  void aModelIsServedWithoutCudaUnlessItIsAskedFor() throws Exception {
    try (OnnxModel model = OnnxModel.open(TestModel.good().toBytes(), "m.onnx", 1, Device.AUTO)) {
      assertThat(model.contract()).isEqualTo(TestModel.CONTRACT);
    }
  }

  @Test
  void refusesWhatIsNoModel() {
    assertThat(refusal(new byte[] {1, 2, 3}))
        .startsWith("The model m.onnx is refused: ONNX Runtime cannot read it");
  }

  @Test
  void refusesAModelWithoutContract() {
    assertThat(refusal(TestModel.good().withMetadata(Map.of("author", "someone"))))
        .isEqualTo(
            "The model m.onnx is refused: it carries no dctstream contract; write it with"
                + " `dctstream export`");
  }

  @Test
  void refusesAnotherGridThanTheContractPromises() {
    assertThat(refusal(TestModel.good().withMetadata(contract(4, 2, "a", "b", "c"))))
        .contains("m.onnx", "'y'", "FLOAT [-1, 64, 2, 2]", "FLOAT [-1, 64, 2, 4]");
  }

  @Test
  void refusesAnotherNumberOfLabels() {
    assertThat(refusal(TestModel.good().withMetadata(contract(2, 2, "a", "b"))))
        .contains("m.onnx", "'logits'", "[-1, 3]", "[-1, 2]");
  }

  @Test
  void refusesAFixedBatch() {
    assertThat(refusal(TestModel.good().withInput("y", new Tensor(TestModel.FLOAT, 1, 64, 2, 2))))
        .contains("'y'", "[1, 64, 2, 2]", "[-1, 64, 2, 2]");
  }

  @Test
  void refusesAnotherType() {
    assertThat(refusal(TestModel.good().withInput("y", new Tensor(TestModel.DOUBLE, -1, 64, 2, 2))))
        .contains("'y'", "DOUBLE");
  }

  @Test
  void refusesAMissingInput() {
    assertThat(refusal(TestModel.good().withoutInput("cr"))).contains("no input 'cr'", "[y, cb]");
  }

  @Test
  void refusesAnInputThatNobodyFeeds() {
    assertThat(refusal(TestModel.good().withInput("mask", new Tensor(TestModel.FLOAT, -1, 1))))
        .contains("mask");
  }

  @Test
  void refusesAMissingOutput() {
    assertThat(refusal(TestModel.good().withScoresNamed("probabilities")))
        .contains("no output 'scores'", "probabilities");
  }

  @Test
  void closesTwiceAndRefusesUseAfterwards() throws Exception {
    OnnxModel model = OnnxModel.open(TestModel.good().toBytes(), "m.onnx", 1);
    try (Batch batch = model.newBatch(1)) {
      batch.add(TestImages.payload(0));
      model.close();
      model.close();
      assertThatThrownBy(batch::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The model is closed");
    }
  }

  private static String refusal(TestModel model) {
    return refusal(model.toBytes());
  }

  private static String refusal(byte[] onnx) {
    Throwable refusal = catchThrowable(() -> OnnxModel.open(onnx, "m.onnx", 1));
    assertThat(refusal).isInstanceOf(ContractException.class);
    return refusal.getMessage();
  }

  private static Map<String, String> contract(int width, int height, String... labels) {
    return new ModelContract(
            "table",
            "7",
            TensorLayout.of(new BlockGrid(width, height)),
            Fit.EXACT,
            List.of(labels),
            "")
        .toMetadata();
  }
}
