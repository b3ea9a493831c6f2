package io.dctstream.job.backfill;

import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import io.dctstream.job.PredictionJson;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.util.function.SerializableFunction;

/**
 * The files of the results. A file gets its name when the checkpoint after its last result is
 * complete; until then it is hidden, so that what can be seen is whole and will not be written
 * again.
 */
final class ResultFiles {
  private ResultFiles() {}

  static FileSink<Prediction> predictions(ReadableConfig options) {
    return sink(options, "predictions", PredictionJson::write, new PredictionRows());
  }

  static FileSink<Reject> rejects(ReadableConfig options) {
    return sink(options, "rejects", RejectJson::write, new RejectRows());
  }

  private static <T> FileSink<T> sink(
      ReadableConfig options, String name, SerializableFunction<T, byte[]> json, Rows<T> rows) {
    Path folder = new Path(options.get(BackfillOptions.TO), name);
    return switch (options.get(BackfillOptions.FORMAT)) {
      case JSON -> sink(folder, new JsonLines<>(json), ".jsonl");
      case CSV -> sink(folder, new CsvFile<>(rows), ".csv");
      case PARQUET -> sink(folder, new ParquetFile<>(rows), ".parquet");
    };
  }

  private static <T> FileSink<T> sink(Path folder, BulkWriter.Factory<T> writers, String ending) {
    return FileSink.forBulkFormat(folder, writers)
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(new OutputFileConfig("part", ending))
        .build();
  }
}
