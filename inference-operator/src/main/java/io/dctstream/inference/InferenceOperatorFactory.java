package io.dctstream.inference;

import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.inference.serving.Deployment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the {@link InferenceOperator} of each subtask. */
public final class InferenceOperatorFactory extends AbstractStreamOperatorFactory<Prediction>
    implements OneInputStreamOperatorFactory<PackedImage, Prediction> {
  private static final long serialVersionUID = 1L;

  private final Deployment deployment;
  private final InferenceSettings settings;

  /**
   * @param deployment which model serves
   * @param settings how it works
   */
  public InferenceOperatorFactory(Deployment deployment, InferenceSettings settings) {
    this.deployment = deployment;
    this.settings = settings;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<Prediction>> T createStreamOperator(
      StreamOperatorParameters<Prediction> parameters) {
    return (T) new InferenceOperator(parameters, deployment, settings);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return InferenceOperator.class;
  }
}
