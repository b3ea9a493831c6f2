package io.dctstream.job;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.ModelContract;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.decoder.DecodeFunction;
import io.dctstream.inference.InferenceOperator;
import io.dctstream.inference.InferenceOperatorFactory;
import io.dctstream.job.kafka.ImageSource;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.job.kafka.ResultSinks;
import io.dctstream.job.kafka.TopicCheck;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Images from Kafka, decoded to coefficients, classified in micro-batches, predictions and rejects
 * back to Kafka: input = predictions + rejects, exactly once. Or the same with the rejects of an
 * earlier run in place of the images.
 */
public final class StreamJob {
  private static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  private StreamJob() {}

  /**
   * For {@code flink run dctstream-job.jar --KEY VALUE ...}.
   *
   * @throws JobException if an option, the model or Kafka is not as it should be
   */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(StreamOptions.fromArgs(args));
    build(environment, environment.getConfiguration());
    environment.execute("dctstream");
  }

  /**
   * Adds the whole job to an environment, after a look at the options, the topics and the model.
   *
   * @param options those of {@link StreamOptions}
   * @throws JobException if an option, the model or Kafka is not as it should be
   */
  public static void build(StreamExecutionEnvironment environment, ReadableConfig options)
      throws JobException {
    StreamOptions.check(options);
    TopicCheck.check(options);
    if (options.get(KafkaOptions.FROM_REJECTS)) {
      replay(environment, options);
      return;
    }
    DataStream<ImageRecord> images =
        environment
            // Nothing here depends on event time; it only travels along.
            .fromSource(ImageSource.of(options), WatermarkStrategy.noWatermarks(), "images")
            .uid("images");
    classify(images, options);
  }

  private static void replay(StreamExecutionEnvironment environment, ReadableConfig options)
      throws JobException {
    SingleOutputStreamOperator<ImageRecord> images =
        environment
            .fromSource(
                ImageSource.ofRejects(options), WatermarkStrategy.noWatermarks(), "rejected")
            .uid("rejected")
            .process(new ReplayFunction())
            .name("replay")
            .uid("replay");
    classify(images, Optional.of(images.getSideOutput(ReplayFunction.PACKED)), options);
  }

  /**
   * Adds the job behind its source: from any stream of images to the two topics.
   *
   * @param options those of {@link StreamOptions}
   * @throws JobException if an option or the model is not as it should be
   */
  public static void classify(DataStream<ImageRecord> images, ReadableConfig options)
      throws JobException {
    classify(images, Optional.empty(), options);
  }

  /**
   * @param replayed images that need not be decoded
   */
  private static void classify(
      DataStream<ImageRecord> images,
      Optional<DataStream<PackedImage>> replayed,
      ReadableConfig options)
      throws JobException {
    StreamOptions.check(options);
    configure(images.getExecutionEnvironment());
    Slots.describe(images.getExecutionEnvironment(), options);
    JobModel model = JobModel.open(options.get(InferenceOptions.MODEL_PATH));
    ModelContract contract = model.contract();

    SingleOutputStreamOperator<PackedImage> packed =
        images
            .process(
                new DecodeFunction(
                    contract.grid(),
                    contract.fit(),
                    DecodeOptions.limits(options),
                    options.get(DecodeOptions.DAMAGE)))
            .name("decode")
            .uid("decode");
    options.getOptional(DecodeOptions.PARALLELISM).ifPresent(packed::setParallelism);

    SingleOutputStreamOperator<Prediction> predictions =
        infer(
                replayed.<DataStream<PackedImage>>map(packed::union).orElse(packed),
                packed.getParallelism(),
                model.path(),
                options)
            .uid("inference");

    predictions
        .sinkTo(ResultSinks.predictions(options))
        .name("predictions")
        .uid("predictions")
        .setParallelism(predictions.getParallelism());
    packed
        .getSideOutput(DecodeFunction.REJECTS)
        .union(predictions.getSideOutput(InferenceOperator.REJECTS))
        .sinkTo(ResultSinks.rejects(options))
        .name("rejects")
        .uid("rejects")
        .setParallelism(1); // rejects are few
  }

  private static SingleOutputStreamOperator<Prediction> infer(
      DataStream<PackedImage> packed,
      int decodeParallelism,
      String modelPath,
      ReadableConfig options)
      throws JobException {
    InferenceOperatorFactory inference =
        new InferenceOperatorFactory(modelPath, InferenceOptions.settings(options));
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

  private static void configure(StreamExecutionEnvironment environment) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    // The records are immutable, so that chained operators may share them.
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      // Without checkpoints no transaction would ever be committed.
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, DEFAULT_CHECKPOINT_INTERVAL);
    }
    environment.configure(settings);
  }
}
