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
    return sink(options, "predictions", new JsonLines.Predictions(), new PredictionRows());
  }

  static FileSink<Reject> rejects(ReadableConfig options) {
    return sink(options, "rejects", new JsonLines.Rejects(), new RejectRows());
  }

  private static <T> FileSink<T> sink(
      ReadableConfig options, String name, Encoder<T> json, Rows<T> rows) {
    Path folder = new Path(options.get(BackfillOptions.TO), name);
    return switch (options.get(BackfillOptions.FORMAT)) {
      case JSON -> lines(folder, json, ".jsonl");
      case CSV -> lines(folder, new CsvFile<>(rows), ".csv");
      case PARQUET ->
          FileSink.forBulkFormat(folder, new ParquetFile<>(rows))
              .withBucketAssigner(new BasePathBucketAssigner<>())
              .withRollingPolicy(OnCheckpointRollingPolicy.build())
              .withOutputFileConfig(new OutputFileConfig("part", ".parquet"))
              .build();
    };
  }

  private static <T> FileSink<T> lines(Path folder, Encoder<T> encoder, String ending) {
    return FileSink.forRowFormat(folder, encoder)
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(new OutputFileConfig("part", ending))
        .build();
  }
}
