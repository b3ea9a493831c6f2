package io.dctstream.job.backfill;

import io.dctstream.contract.ImageRecord;
import io.dctstream.job.Classification;
import io.dctstream.job.DecodeOptions;
import io.dctstream.job.JobException;
import io.dctstream.job.StreamJob;
import io.dctstream.job.StreamOptions;
import io.dctstream.job.archive.ArchiveSource;
import io.dctstream.job.archive.ImageNames;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The images of an archive, decoded to coefficients, classified in micro-batches, to files of
 * predictions and rejects: every image once.
 */
public final class BackfillJob {
  /** The job's name begins so. */
  public static final String NAME = "dctstream backfill";

  private static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofMinutes(1);
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
    configure(environment, options);
    SingleOutputStreamOperator<ImageRecord> images =
        environment
            .fromSource(source(options), WatermarkStrategy.noWatermarks(), "archive")
            .uid("archive")
            .process(new Intake())
            .name("intake")
            .uid("intake");
    Classification results = Classification.of(images, Optional.empty(), options);
    results
        .predictions()
        .sinkTo(ResultFiles.predictions(options))
        .name("predictions")
        .uid("predictions")
        .setParallelism(results.predictions().getParallelism());
    results
        .rejects()
        .union(images.getSideOutput(Intake.REJECTS))
        .map(new RejectTally())
        .name("reject-tally")
        .uid("reject-tally")
        .setParallelism(1) // rejects are few
        .sinkTo(ResultFiles.rejects(options))
        .name("rejects")
        .uid("rejects")
        .setParallelism(1);
  }

  private static ArchiveSource source(ReadableConfig options) throws JobException {
    try {
      return ArchiveSource.of(
          options.get(BackfillOptions.FROM),
          new ImageNames(options.get(BackfillOptions.INCLUDE)),
          DecodeOptions.limits(options).maxBytes());
    } catch (IllegalArgumentException e) {
      throw new JobException(
          "The option '%s' has a wrong value: %s"
              .formatted(BackfillOptions.INCLUDE.key(), e.getMessage()),
          e);
    }
  }

  private static void configure(StreamExecutionEnvironment environment, ReadableConfig options) {
    Configuration settings = new Configuration();
    settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, DEFAULT_CHECKPOINT_INTERVAL);
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
