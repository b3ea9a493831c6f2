package io.dctstream.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import io.dctstream.export.precision.Lowered;
import io.dctstream.export.precision.Lowering;
import io.dctstream.export.precision.Precision;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.network.NetworkInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import onnx.Onnx.ModelProto;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Exports against DL4J on photographs, which are not part of the project. */
class RealImagesITCase {
  private static final Path FLOWERS = Path.of("../../shared/data/flowers");
  private static final int IMAGES = 100;

  private static List<DecodedImage> images;
  private static ComputationGraph network;
  private static ModelProto exported;

  @BeforeAll
  static void trainOnPhotographs() throws Exception {
    assumeTrue(Files.isDirectory(FLOWERS), "the photographs are not there; test skipped");
    images = CalibrationImages.in(FLOWERS, TinyNetworks.CONTRACT).subList(0, IMAGES);
    network = TinyNetworks.trained("late-concat-rfa-thinner", images);
    exported = OnnxExporter.export(network, NetworkInput.COEFFICIENTS, TinyNetworks.CONTRACT);
  }

  @Test
  void onnxRuntimeComputesWhatDl4jComputes() throws ExportException {
    ParityCheck check = new ParityCheck(network, NetworkInput.COEFFICIENTS, TinyNetworks.CONTRACT);

    assertThat(check.check(Lowering.fold(exported), images)).isPositive();
  }

  @Test
  void bytesAgreeOnMost() throws OrtException {
    Lowered lowered =
        Lowering.lower(
            exported, Precision.INT8, Collections.singletonList(TinyNetworks.batch(images)));

    assertThat(lowered.agreement()).isGreaterThan(0.9);
  }
}
