package io.dctstream.job.backfill;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.util.function.SerializableFunction;

/** Results as JSON, one a line. */
final class JsonLines<T> implements BulkWriter.Factory<T> {
  private static final long serialVersionUID = 1L;

  private final SerializableFunction<T, byte[]> json;

  /**
   * @param json a result as JSON, in UTF-8
   */
  JsonLines(SerializableFunction<T, byte[]> json) {
    this.json = json;
  }

  @Override
  public BulkWriter<T> create(FSDataOutputStream out) {
    return new LineWriter<>(
        out,
        (result, lines) -> {
          lines.write(json.apply(result));
          lines.write('\n');
        });
  }
}
