package io.dctstream.job.backfill;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Reject;
import io.dctstream.job.Classification;
import io.dctstream.job.DecodeOptions;
import io.dctstream.job.JobException;
import io.dctstream.job.StreamJob;
import io.dctstream.job.StreamOptions;
import io.dctstream.job.archive.ArchiveSource;
import io.dctstream.job.archive.Arrival;
import io.dctstream.job.archive.ImageColumns;
import io.dctstream.job.archive.ImageNames;
import io.dctstream.job.archive.ImageSelection;
import io.dctstream.job.kafka.ImageSource;
import io.dctstream.job.kafka.ResultSinks;
import io.dctstream.job.kafka.TopicCheck;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The images of an archive or of a part of a topic, decoded to coefficients, classified in
 * micro-batches, to files or topics of predictions and rejects: every image once.
 */
public final class BackfillJob {
  /** The job's name begins so. */
  public static final String NAME = "dctstream backfill";

  private static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofMinutes(1);
  private static final Duration INTERVAL_AT_THE_END = Duration.ofSeconds(1);
  private static final int FAILURES_PER_HOUR = 5;

  private BackfillJob() {}

  /**
   * For {@code flink run -c io.dctstream.job.backfill.BackfillJob dctstream-job.jar --KEY VALUE
   * ...}.
   *
   * @throws JobException if an option, the archive or the model is not as it should be
   */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(StreamOptions.fromArgs(args));
    build(environment, environment.getConfiguration());
    environment.execute(NAME);
  }

  /**
   * Adds the whole job to an environment, after a look at the options, the archive and the model.
   *
   * @param options those of {@link BackfillOptions}
   * @throws JobException if an option, the archive or the model is not as it should be
   */
  public static void build(StreamExecutionEnvironment environment, ReadableConfig options)
      throws JobException {
    BackfillOptions.check(options);
    if (!BackfillOptions.topics(options).isEmpty()) {
      TopicCheck.check(options, BackfillOptions.topics(options));
    }
    configure(environment, options);
    SingleOutputStreamOperator<ImageRecord> images =
        arrivals(environment, options).process(new Intake()).name("intake").uid("intake");
    Classification results = Classification.of(images, Optional.empty(), options);
    SingleOutputStreamOperator<Reject> rejects =
        results
            .rejects()
            .union(images.getSideOutput(Intake.REJECTS))
            .map(new RejectTally())
            .name("reject-tally")
            .uid("reject-tally")
            .setParallelism(1); // rejects are few
    Optional<String> copies = options.getOptional(BackfillOptions.COPY_REJECTS);
    if (copies.isPresent()) {
      rejects =
          rejects
              .map(new RejectCopies(copies.get()))
              .name("copies")
              .uid("copies")
              .setParallelism(1);
    }
    boolean toTopics = BackfillOptions.toTopics(options);
    sink(
        results.predictions(),
        toTopics ? ResultSinks.predictions(options) : ResultFiles.predictions(options),
        "predictions");
    sink(
        rejects, toTopics ? ResultSinks.rejects(options) : ResultFiles.rejects(options), "rejects");
  }

  private static <T> void sink(SingleOutputStreamOperator<T> results, Sink<T> sink, String name) {
    results.sinkTo(sink).name(name).uid(name).setParallelism(results.getParallelism());
  }

  private static DataStream<Arrival> arrivals(
      StreamExecutionEnvironment environment, ReadableConfig options) throws JobException {
    if (!BackfillOptions.fromTopic(options)) {
      return environment
          .fromSource(archive(options), WatermarkStrategy.noWatermarks(), "archive")
          .uid("archive");
    }
    return environment
        .fromSource(
            ImageSource.of(
                options,
                edge(options, BackfillOptions.TOPIC_START, OffsetsInitializer.earliest()),
                edge(options, BackfillOptions.TOPIC_END, OffsetsInitializer.latest())),
            WatermarkStrategy.noWatermarks(),
            "topic")
        .uid("topic")
        .map(new TopicImages())
        .name("topic-images")
        .uid("topic-images");
  }

  private static OffsetsInitializer edge(
      ReadableConfig options, ConfigOption<String> option, OffsetsInitializer others)
      throws JobException {
    try {
      return TopicEdge.parse(options.get(option), others);
    } catch (IllegalArgumentException e) {
      throw wrongValue(option, e);
    }
  }

  private static ArchiveSource archive(ReadableConfig options) throws JobException {
    try {
      return ArchiveSource.of(
          options.get(BackfillOptions.FROM),
          new ImageSelection(
              new ImageNames(options.get(BackfillOptions.INCLUDE)),
              new ImageColumns(
                  options.get(BackfillOptions.IMAGE_COLUMN),
                  options.get(BackfillOptions.NAME_COLUMN)),
              DecodeOptions.limits(options).maxBytes()));
    } catch (IllegalArgumentException e) {
      throw wrongValue(BackfillOptions.INCLUDE, e);
    }
  }

  private static JobException wrongValue(ConfigOption<?> option, IllegalArgumentException why) {
    return new JobException(
        "The option '%s' has a wrong value: %s".formatted(option.key(), why.getMessage()), why);
  }

  private static void configure(StreamExecutionEnvironment environment, ReadableConfig options) {
    Configuration settings = new Configuration();
    settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    if (options.getOptional(ExecutionOptions.BUFFER_TIMEOUT).isEmpty()) {
      // Nobody waits for a single result: there is no need to wake up as often as a stream does.
      settings.set(ExecutionOptions.BUFFER_TIMEOUT, ExecutionOptions.BUFFER_TIMEOUT.defaultValue());
    }
    Duration interval =
        options
            .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
            .orElse(DEFAULT_CHECKPOINT_INTERVAL);
    if (BackfillOptions.fromTopic(options)) {
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    } else {
      // The source says when all is read; the results need not wait any longer then.
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL_DURING_BACKLOG, interval);
      settings.set(
          CheckpointingOptions.CHECKPOINTING_INTERVAL,
          interval.compareTo(INTERVAL_AT_THE_END) < 0 ? interval : INTERVAL_AT_THE_END);
    }
    if (options.getOptional(RestartStrategyOptions.RESTART_STRATEGY).isEmpty()) {
      // Flink's default tries for ever, whatever the reason.
      settings.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
      settings.set(
          RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL,
          FAILURES_PER_HOUR);
      settings.set(
          RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
          Duration.ofHours(1));
      settings.set(
          RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, Duration.ofSeconds(5));
    }
    environment.configure(settings);
    StreamJob.configure(environment);
  }
}
