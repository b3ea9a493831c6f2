package io.dctstream.job;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.PackedImage;
import io.dctstream.job.kafka.ImageSource;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.job.kafka.ResultSinks;
import io.dctstream.job.kafka.TopicCheck;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
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

  /** With Flink's own, 100 ms, an image may wait that long between decoding and inference apart. */
  private static final Duration DEFAULT_BUFFER_TIMEOUT = Duration.ofMillis(5);

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
    Classification results = Classification.of(images, replayed, options);
    results
        .predictions()
        .sinkTo(ResultSinks.predictions(options))
        .name("predictions")
        .uid("predictions")
        .setParallelism(results.predictions().getParallelism());
    results
        .rejects()
        .sinkTo(ResultSinks.rejects(options))
        .name("rejects")
        .uid("rejects")
        .setParallelism(1); // rejects are few
    if (options.getOptional(KafkaOptions.SHADOW_TOPIC).isPresent()) {
      results
          .comparisons()
          .sinkTo(ResultSinks.comparisons(options))
          .name("comparisons")
          .uid("comparisons")
          .setParallelism(results.predictions().getParallelism());
    }
  }

  /** What every job of ours asks of Flink, unless the user has asked for something else. */
  public static void configure(StreamExecutionEnvironment environment) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    // The records are immutable, so that chained operators may share them.
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      // Without checkpoints no transaction would ever be committed.
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, DEFAULT_CHECKPOINT_INTERVAL);
    }
    if (environment.getConfiguration().getOptional(ExecutionOptions.BUFFER_TIMEOUT).isEmpty()) {
      settings.set(ExecutionOptions.BUFFER_TIMEOUT, DEFAULT_BUFFER_TIMEOUT);
    }
    environment.configure(settings);
  }
}
