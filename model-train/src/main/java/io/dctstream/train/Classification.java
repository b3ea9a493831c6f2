package io.dctstream.train;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.train.data.Batch;
import io.dctstream.train.data.DecodedImage;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.evaluation.classification.Evaluation;

/** Runs a network over images and counts what it gets right. */
final class Classification {
  private static final int BATCH_SIZE = 64;
  private static final int TOP = 5;

  private Classification() {}

  static Evaluation of(
      ComputationGraph network, BlockGrid grid, List<String> labels, List<DecodedImage> images) {
    Evaluation evaluation = new Evaluation(labels, TOP);
    Batch batch = null;
    for (int start = 0; start < images.size(); start += BATCH_SIZE) {
      int size = Math.min(BATCH_SIZE, images.size() - start);
      if (batch == null || batch.size() != size) {
        batch = new Batch(grid, size, labels.size());
      }
      for (int slot = 0; slot < size; slot++) {
        batch.put(slot, images.get(start + slot));
      }
      evaluation.eval(batch.labels(), network.output(batch.features())[0]);
    }
    return evaluation;
  }
}
