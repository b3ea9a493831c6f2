package io.dctstream.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworksTest {
  /** Counted on the diagrams of the paper's figure S1, at 224x224 and 1000 classes. */
  @ParameterizedTest
  @CsvFileSource(resources = "networks.csv", useHeadersInDisplayName = true)
  void isThePapersNetwork(String name, long parameters, long multiplyAccumulates, int lastField) {
    NetworkSummary network =
        NetworkSummary.of(Networks.named(name), NetworkScale.PAPER, NetworkScale.PAPER_CLASSES);

    assertThat(network.parameters()).isEqualTo(parameters);
    assertThat(network.multiplyAccumulates()).isEqualTo(multiplyAccumulates);
    assertThat(network.view().field()).isEqualTo(lastField);
  }

  /** The receptive fields that the diagrams print beside the blocks, in pixels over the stride. */
  @ParameterizedTest
  @CsvSource({
    "resnet50-rgb,    res2c.relu,       35/4",
    "resnet50-rgb,    res3d.relu,       99/8",
    "resnet50-rgb,    res4f.relu,       291/16",
    "resnet50-rgb,    res5c.relu,       483/32",
    "upsampling,      res3d.relu,       72/8",
    "upsampling,      res5c.relu,       456/32",
    "upsampling-rfa,  res2a.relu,       8/8",
    "upsampling-rfa,  res2b.relu,       16/8",
    "upsampling-rfa,  res2c.relu,       32/8",
    "upsampling-rfa,  res3d.relu,       96/8",
    "upsampling-rfa,  res4f.relu,       288/16",
    "late-concat,     luma.res4a.relu,  104/16",
    "late-concat,     chroma.res4a.relu, 16/16",
    "late-concat,     res4f.relu,       264/16",
    "late-concat,     res5c.relu,       456/32",
    "late-concat-rfa, luma.res4a.relu,  128/16",
    "late-concat-rfa, res4f.relu,       288/16",
    "downsampling,    res2a.relu,       16/16",
    "downsampling,    res2b.relu,       32/16",
    "downsampling,    res2c.relu,       64/16",
    "downsampling,    res5c.relu,       576/32"
  })
  void aBlockSeesWhatTheDiagramSays(String name, String block, String view) {
    assertThat(
            NetworkSummary.of(Networks.named(name), NetworkScale.PAPER, NetworkScale.PAPER_CLASSES)
                .layers())
        .filteredOn(layer -> layer.name().equals(block))
        .singleElement()
        .extracting(layer -> layer.view().toString())
        .isEqualTo(view);
  }

  @ParameterizedTest
  @MethodSource("io.dctstream.train.network.Networks#names")
  void canBeBuiltSmall(String name) {
    NetworkSummary small =
        NetworkSummary.of(Networks.named(name), NetworkScale.of(0.125, 1, 64), 10);

    assertThat(small.parameters()).isLessThan(600_000);
    assertThat(small.layers())
        .filteredOn(layer -> layer.name().matches("(luma\\.)?res[45][b-z].*"))
        .as("only the first block of a stage is left")
        .isEmpty();
    assertThat(small.layers().get(small.layers().size() - 1).channels()).isEqualTo(10);
  }

  @Test
  void depthLeavesTheFirstBlocksOfAStage() {
    NetworkSummary network =
        NetworkSummary.of(Networks.named("late-concat-rfa"), NetworkScale.of(1, 2, 224), 1000);

    assertThat(network.layers())
        .filteredOn(layer -> layer.name().endsWith(".add"))
        .extracting(LayerSummary::name)
        .containsExactly(
            "luma.res2a.add",
            "luma.res2b.add",
            "luma.res3a.add",
            "luma.res3b.add",
            "luma.res4a.add",
            "chroma.res4a.add",
            "res4b.add",
            "res5a.add",
            "res5b.add");
  }

  @Test
  void ourOwnReadsFewerFrequenciesUnlessOthersAreAskedFor() {
    NetworkScale size = NetworkScale.of(0.25, 2, 128);
    NetworkScale usual = Networks.named(Networks.DEFAULT).usual(size);

    assertThat(usual).isEqualTo(new NetworkScale(0.25, 2, 128, 32, 16));
    assertThat(Networks.named("late-concat").usual(size)).isEqualTo(size);
    assertThat(multiplyAccumulates(usual))
        .as("of the first convolutions alone")
        .isLessThan(multiplyAccumulates(size));
  }

  private static long multiplyAccumulates(NetworkScale scale) {
    return NetworkSummary.of(Networks.named(Networks.DEFAULT), scale, 5).multiplyAccumulates();
  }

  @Test
  void unknownNetworkNamesTheKnownOnes() {
    assertThatThrownBy(() -> Networks.named("resnet"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'resnet'")
        .hasMessageContaining("late-concat-rfa-thinner");
  }

  @Test
  void thePapersSpeedsAreRelativeToResNet() {
    assertThat(List.of("resnet50-rgb", "upsampling", "late-concat-rfa-thinner"))
        .extracting(name -> Math.round(100 * PaperResult.of(name).orElseThrow().speed()))
        .containsExactly(100L, 190L, 177L);
    assertThat(PaperResult.of("dct-learn")).isEmpty();
  }
}
