package io.dctstream.benchmarks.pipeline;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Prediction;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.TensorLayout;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the {@link PixelOperator} of each subtask. */
final class PixelOperatorFactory extends AbstractStreamOperatorFactory<Prediction>
    implements OneInputStreamOperatorFactory<ImageRecord, Prediction> {
  private static final long serialVersionUID = 1L;

  private final byte[] onnx;
  private final int gridWidth;
  private final int gridHeight;
  private final int labels;
  private final int batchSize;

  /**
   * @param onnx the graph of a network for RGB of the model's size
   */
  PixelOperatorFactory(byte[] onnx, Workload workload) {
    this.onnx = onnx;
    this.gridWidth = workload.contract().grid().width();
    this.gridHeight = workload.contract().grid().height();
    this.labels = workload.contract().labels().size();
    this.batchSize = workload.batchSize();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<Prediction>> T createStreamOperator(
      StreamOperatorParameters<Prediction> parameters) {
    TensorLayout layout =
        new TensorLayout(
            new BlockGrid(gridWidth, gridHeight), BlockGrid.BLOCK_SIZE, BlockGrid.BLOCK_SIZE);
    return (T) new PixelOperator(parameters, onnx, layout, labels, batchSize);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return PixelOperator.class;
  }
}
