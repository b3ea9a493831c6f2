package io.dctstream.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.TensorLayout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelContractTest {
  private static final ModelContract CONTRACT =
      new ModelContract(
          "flowers",
          "7",
          new TensorLayout(new BlockGrid(28, 20), 32, 16),
          Fit.CROP,
          List.of("daisy", "rose, red", "Löwenzahn"),
          "2,386 photographs; validation top-1 80 %");

  @Test
  void metadataCarryTheWholeContract() throws ContractException {
    Map<String, String> metadata = CONTRACT.toMetadata();

    assertThat(metadata.keySet()).allMatch(key -> key.startsWith("dctstream."));
    assertThat(ModelContract.fromMetadata(metadata)).isEqualTo(CONTRACT);
  }

  /** Files of format 1 are in production: these keys and values must be read for ever. */
  @Test
  void format1IsReadAsItWasWritten() throws ContractException {
    Map<String, String> metadata =
        Map.of(
            "dctstream.format", "1",
            "dctstream.name", "flowers",
            "dctstream.version", "7",
            "dctstream.grid.width", "28",
            "dctstream.grid.height", "20",
            "dctstream.fit", "crop",
            "dctstream.labels", "daisy\nrose, red\nLöwenzahn",
            "dctstream.training", "2,386 photographs; validation top-1 80 %",
            "someone.else", "ignored");

    // Before frequencies could be left out, none was.
    assertThat(ModelContract.fromMetadata(metadata))
        .isEqualTo(
            new ModelContract(
                CONTRACT.name(),
                CONTRACT.version(),
                TensorLayout.of(CONTRACT.grid()),
                CONTRACT.fit(),
                CONTRACT.labels(),
                CONTRACT.training()));
  }

  @Test
  void aFileWithoutContractIsRefusedWithAdvice() {
    assertThatThrownBy(() -> ModelContract.fromMetadata(Map.of("producer", "someone")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("no dctstream contract")
        .hasMessageContaining("dctstream export");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"name", "version", "grid.width", "grid.height", "fit", "labels", "training"})
  void aMissingKeyIsNamed(String key) {
    Map<String, String> metadata = CONTRACT.toMetadata();
    metadata.remove("dctstream." + key);

    assertThatThrownBy(() -> ModelContract.fromMetadata(metadata))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("dctstream." + key);
  }

  @ParameterizedTest
  @CsvSource({
    "format, 2",
    "format, one",
    "frequencies.luma, 65",
    "frequencies.chroma, few",
    "grid.width, 27",
    "grid.height, wide",
    "fit, stretch",
    "labels, alone",
  })
  void aValueThatCannotBeMeantIsRefused(String key, String value) {
    Map<String, String> metadata = CONTRACT.toMetadata();
    metadata.put("dctstream." + key, value);

    assertThatThrownBy(() -> ModelContract.fromMetadata(metadata))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("contract");
  }

  @Test
  void labelsAreLinesOfText() {
    for (List<String> labels : List.of(List.of("a"), List.of("a", " "), List.of("a", "b\nc"))) {
      assertThatThrownBy(
              () ->
                  new ModelContract(
                      "m", "1", TensorLayout.of(BlockGrid.ofPixels(32)), Fit.RESIZE, labels, ""))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
