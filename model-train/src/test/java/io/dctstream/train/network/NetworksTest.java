package io.dctstream.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.jpegdct.BlockGrid;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
  private static final BlockGrid GRID = BlockGrid.ofPixels(224);

  /** Counted on the diagrams of the paper's figure S1, at 224x224 and 1000 classes. */
  @ParameterizedTest
  @CsvSource({
    "upsampling,              25341672, 3039903744",
    "upsampling-rfa,          28370664, 5396971520",
    "deconvolution-rfa,       28403432, 5403394048",
    "downsampling,            28682728, 3001368576",
    "late-concat,             25163496, 2956410880",
    "late-concat-rfa,         28110568, 5249253376",
    "late-concat-rfa-thinner, 24732648, 2888171520"
  })
  void hasTheSizeOfThePapersNetwork(String name, long parameters, long multiplyAccumulates) {
    assertThat(sizeOf(name, 1, 1000)).isEqualTo(new NetworkSize(parameters, multiplyAccumulates));
  }

  @Test
  void widthScalesTheBlocks() {
    NetworkSize eighth = sizeOf("late-concat-rfa-thinner", 0.125, 10);

    assertThat(eighth.parameters()).isBetween(300_000L, 500_000L);
  }

  @Test
  void unknownNetworkNamesTheKnownOnes() {
    assertThatThrownBy(() -> Networks.named("resnet"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'resnet'")
        .hasMessageContaining("late-concat-rfa-thinner");
  }

  private static NetworkSize sizeOf(String name, double width, int classes) {
    ComputationGraphConfiguration network =
        NetworkBuilder.build(
            Networks.named(name), width, GRID, classes, new NeuralNetConfiguration.Builder());
    return NetworkSize.of(network, NetworkBuilder.inputTypes(GRID));
  }
}
