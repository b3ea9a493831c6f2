package io.dctstream.job.backfill;

import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * The files of the results. A file gets its name when the checkpoint after its last result is
 * complete; until then it is hidden, so that what can be seen is whole and will not be written
 * again.
 */
final class ResultFiles {
  private ResultFiles() {}

  static FileSink<Prediction> predictions(ReadableConfig options) {
    return rows(options, "predictions", new JsonLines.Predictions(), ".jsonl");
  }

  static FileSink<Reject> rejects(ReadableConfig options) {
    return rows(options, "rejects", new JsonLines.Rejects(), ".jsonl");
  }

  private static <T> FileSink<T> rows(
      ReadableConfig options, String folder, Encoder<T> encoder, String ending) {
    return FileSink.forRowFormat(new Path(options.get(BackfillOptions.TO), folder), encoder)
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(new OutputFileConfig("part", ending))
        .build();
  }
}
