package io.dctstream.export.precision;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.export.BareNetwork;
import io.dctstream.jpegdct.Fit;
import io.dctstream.train.data.Batch;
import io.dctstream.train.data.DecodedImages;
import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.network.NetworkInput;
import io.dctstream.train.network.NetworkScale;
import io.dctstream.train.network.Networks;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** On downsampling, one of whose layers alone reads Y. */
class QuantisationITCase {
  private static final NetworkScale SCALE = NetworkScale.of(0.06, 1, 32);
  private static final int CLASSES = 10;
  private static final String READS_Y = "luma.conv";

  private ModelProto floats;
  private List<INDArray[]> batches;
  private Calibration calibration;

  @BeforeEach
  void calibrate() throws Exception {
    floats =
        Lowering.fold(BareNetwork.random(Networks.named("downsampling"), SCALE, CLASSES).graph());
    batches =
        Collections.singletonList(
            Batch.of(
                    NetworkInput.COEFFICIENTS,
                    SCALE.layout(),
                    DecodedImages.decode(
                            LabelledImages.drawn(1, 20),
                            SCALE.layout().grid(),
                            Fit.RESIZE,
                            (done, total) -> {})
                        .images(),
                    CLASSES)
                .features());
    calibration =
        Calibration.of(floats, new ByteGraph(floats.getGraph(), Set.of()).tensors(), batches);
  }

  @Test
  void aLayerInFloatsReadsItsInputAsItIs() throws Exception {
    double onBytes = error(Set.of());

    assertThat(onBytes).isBetween(0.0, 0.2);
    assertThat(error(Set.of(READS_Y))).isLessThan(1.2 * onBytes);
  }

  /** Even with random weights, to which the lowest frequency is nearly all. */
  @Test
  void aScaleForEachFrequencyIsWorthIt() throws Exception {
    ByteGraph graph = new ByteGraph(floats.getGraph(), Set.of());
    ModelProto oneScale =
        floats.toBuilder()
            .setGraph(
                graph.write(
                    calibration.ranges(1),
                    ChannelScales.of(
                        floats.getGraph(), Collections.emptyMap(), calibration.ranges(1))))
            .build();

    assertThat(error(oneScale)).isGreaterThan(1.1 * error(Set.of()));
  }

  private double error(Set<String> inFloats) throws Exception {
    return error(Quantisation.write(floats, inFloats, calibration, 1));
  }

  private double error(ModelProto model) throws Exception {
    return Logits.of(model, batches).error(Logits.of(floats, batches));
  }
}
