package io.dctstream.job;

import io.dctstream.contract.Comparison;
import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import io.dctstream.decoder.DecodeFunction;
import io.dctstream.inference.InferenceOperator;
import io.dctstream.inference.InferenceOperatorFactory;
import io.dctstream.inference.serving.Deployment;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part that all jobs share: decoding and inference. Input = predictions + rejects.
 *
 * @param predictions what the model says of the images
 * @param rejects the images that could not be classified
 * @param comparisons what a shadow says of the images, if there is one
 */
public record Classification(
    SingleOutputStreamOperator<Prediction> predictions,
    DataStream<Reject> rejects,
    DataStream<Comparison> comparisons) {
  /**
   * Adds decoding and inference behind any stream of images.
   *
   * @param packed images that need not be decoded, if there are any
   * @param options those of {@link DecodeOptions} and {@link InferenceOptions}
   * @throws JobException if an option or the model is not as it should be
   */
  public static Classification of(
      DataStream<ImageRecord> images,
      Optional<DataStream<PackedImage>> packed,
      ReadableConfig options)
      throws JobException {
    Slots.describe(images.getExecutionEnvironment(), options);
    Deployment model = JobModel.examine(options, InferenceOptions.MODEL_PATH);
    SingleOutputStreamOperator<PackedImage> decoded =
        images
            .process(
                new DecodeFunction(
                    model.grid(),
                    model.fit(),
                    DecodeOptions.limits(options),
                    options.get(DecodeOptions.DAMAGE)))
            .name("decode")
            .uid("decode");
    options.getOptional(DecodeOptions.PARALLELISM).ifPresent(decoded::setParallelism);
    SingleOutputStreamOperator<Prediction> predictions =
        infer(
                packed.<DataStream<PackedImage>>map(decoded::union).orElse(decoded),
                decoded.getParallelism(),
                model,
                options)
            .uid("inference");
    return new Classification(
        predictions,
        decoded
            .getSideOutput(DecodeFunction.REJECTS)
            .union(predictions.getSideOutput(InferenceOperator.REJECTS)),
        predictions.getSideOutput(InferenceOperator.COMPARISONS));
  }

  private static SingleOutputStreamOperator<Prediction> infer(
      DataStream<PackedImage> packed,
      int decodeParallelism,
      Deployment model,
      ReadableConfig options)
      throws JobException {
    InferenceOperatorFactory inference =
        new InferenceOperatorFactory(model, InferenceOptions.settings(options));
    TypeInformation<Prediction> type = TypeInformation.of(Prediction.class);
    Optional<Integer> parallelism = options.getOptional(InferenceOptions.PARALLELISM);
    if (options.get(InferenceOptions.PLACEMENT) == Placement.APART) {
      SingleOutputStreamOperator<Prediction> predictions =
          packed
              .rebalance()
              .transform("inference", type, inference)
              .slotSharingGroup(Slots.INFERENCE);
      parallelism.ifPresent(predictions::setParallelism);
      return predictions;
    }
    if (parallelism.orElse(decodeParallelism) != decodeParallelism) {
      throw new JobException(
          "Decoding has parallelism %d and inference %d, but chained they share tasks; set '%s' to"
                  .formatted(decodeParallelism, parallelism.get(), InferenceOptions.PLACEMENT.key())
              + " apart");
    }
    return packed.transform("inference", type, inference).setParallelism(decodeParallelism);
  }
}
