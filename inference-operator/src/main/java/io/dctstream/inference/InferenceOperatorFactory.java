package io.dctstream.inference;

import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the {@link InferenceOperator} of each subtask. */
public final class InferenceOperatorFactory extends AbstractStreamOperatorFactory<Prediction>
    implements OneInputStreamOperatorFactory<PackedImage, Prediction> {
  private static final long serialVersionUID = 1L;

  private final String modelPath;
  private final InferenceSettings settings;

  /**
   * @param modelPath the model file, readable from every TaskManager
   */
  public InferenceOperatorFactory(String modelPath, InferenceSettings settings) {
    this.modelPath = modelPath;
    this.settings = settings;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<Prediction>> T createStreamOperator(
      StreamOperatorParameters<Prediction> parameters) {
    return (T) new InferenceOperator(parameters, modelPath, settings);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return InferenceOperator.class;
  }
}
