package io.dctstream.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.export.precision.Lowered;
import io.dctstream.export.precision.Lowering;
import io.dctstream.export.precision.Precision;
import io.dctstream.train.network.Networks;
import java.util.Collections;
import java.util.List;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class LoweringITCase {
  /** Networks of a few channels in their first steps of training, whose logits differ by little. */
  private static final double TOLERATED = 0.25;

  /** Those of transposed convolutions, which ONNX Runtime has in floats only. */
  private static final int BORDER_WEIGHTS = 2 * 64 * 64 * 4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet50-rgb",
        "upsampling",
        "deconvolution-rfa",
        "downsampling",
        "late-concat-rfa-thinner",
        "dct-frozen-x2"
      })
  void bytesSayNearlyWhatFloatsSay(String name) throws Exception {
    Lowered lowered = lowered(name, Precision.INT8);

    assertThat(lowered.error()).isPositive().isLessThan(TOLERATED);
    assertThat(operators(lowered.model())).contains("QuantizeLinear", "DequantizeLinear");
    assertThat(byteWeights(lowered.model()))
        .isGreaterThan(9 * weights(floats(name)) / 10 - BORDER_WEIGHTS);
  }

  @Test
  void halvesSayWhatFloatsSay() throws Exception {
    Lowered lowered = lowered("upsampling", Precision.FP16);

    assertThat(lowered.error()).isPositive().isLessThan(0.01);
    assertThat(lowered.agreement()).isEqualTo(1);
    assertThat(lowered.model().getSerializedSize())
        .isLessThan(floats("upsampling").getSerializedSize() * 6 / 10);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void theContractStays(Precision precision) throws Exception {
    ModelProto floats = floats("late-concat");

    assertThat(lowered("late-concat", precision).model().getMetadataPropsList())
        .isNotEmpty()
        .isEqualTo(floats.getMetadataPropsList());
  }

  private static Lowered lowered(String name, Precision precision) throws Exception {
    INDArray[] batch = TinyNetworks.batch(TinyNetworks.images());
    return Lowering.lower(floats(name), precision, Collections.singletonList(batch));
  }

  private static ModelProto floats(String name) throws Exception {
    return OnnxExporter.export(
        TinyNetworks.trained(name, TinyNetworks.images()),
        Networks.named(name).input(),
        TinyNetworks.CONTRACT);
  }

  private static long byteWeights(ModelProto model) {
    return numbers(model, TensorProto.DataType.INT8_VALUE);
  }

  private static long weights(ModelProto model) {
    return numbers(model, TensorProto.DataType.FLOAT_VALUE);
  }

  private static long numbers(ModelProto model, int type) {
    return model.getGraph().getInitializerList().stream()
        .filter(constant -> constant.getDataType() == type && constant.getDimsCount() > 1)
        .mapToLong(constant -> constant.getDimsList().stream().reduce(1L, (a, b) -> a * b))
        .sum();
  }

  private static List<String> operators(ModelProto model) {
    return model.getGraph().getNodeList().stream().map(node -> node.getOpType()).toList();
  }
}
