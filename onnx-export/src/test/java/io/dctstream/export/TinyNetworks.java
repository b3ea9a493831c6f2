package io.dctstream.export;

import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.train.data.Batch;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.data.DecodedImages;
import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.network.FastGraph;
import io.dctstream.train.network.NetworkBuilder;
import io.dctstream.train.network.NetworkInput;
import io.dctstream.train.network.NetworkScale;
import io.dctstream.train.network.Networks;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Networks as small as can be, after a few steps of training. */
final class TinyNetworks {
  static final ModelContract CONTRACT =
      new ModelContract(
          "tiny",
          "1",
          TensorLayout.of(BlockGrid.ofPixels(32)),
          Fit.RESIZE,
          List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"),
          "a few steps");

  static final NetworkScale SCALE =
      NetworkScale.of(0.03, NetworkScale.FULL_DEPTH, CONTRACT.grid().pixelWidth());

  private static final int STEPS = 3;

  private TinyNetworks() {}

  static List<DecodedImage> images() throws Exception {
    return DecodedImages.decode(
            LabelledImages.drawn(1, 20), CONTRACT.grid(), CONTRACT.fit(), (done, total) -> {})
        .images();
  }

  /** Their coefficients. */
  static INDArray[] batch(List<DecodedImage> images) {
    return Batch.of(NetworkInput.COEFFICIENTS, CONTRACT.layout(), images, CONTRACT.labels().size())
        .features();
  }

  /** Its running means and variances are no longer 0 and 1, and all scales differ. */
  static ComputationGraph trained(String name, List<DecodedImage> images) {
    ComputationGraph network =
        FastGraph.create(
            NetworkBuilder.build(
                Networks.named(name),
                SCALE,
                CONTRACT.labels().size(),
                new NeuralNetConfiguration.Builder().seed(1).updater(new Nesterovs(0.05, 0.9))));
    Batch batch =
        new Batch(
            Networks.named(name).input(),
            CONTRACT.layout(),
            images.size(),
            CONTRACT.labels().size());
    for (int slot = 0; slot < images.size(); slot++) {
      batch.put(slot, images.get(slot));
    }
    batch.complete();
    for (int step = 0; step < STEPS; step++) {
      network.fit(batch.features(), new INDArray[] {batch.labels()});
    }
    return network;
  }
}
