package io.dctstream.job.backfill;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Writes a file of lines, many at a time: Flink's own writer of rows asks the system for each. */
final class LineWriter<T> implements BulkWriter<T> {
  private static final int BUFFER = 1 << 16;

  private final OutputStream lines;
  private final Encoder<T> encoder;

  LineWriter(FSDataOutputStream out, Encoder<T> encoder) {
    this.lines = new BufferedOutputStream(out, BUFFER);
    this.encoder = encoder;
  }

  @Override
  public void addElement(T result) throws IOException {
    encoder.encode(result, lines);
  }

  @Override
  public void flush() throws IOException {
    lines.flush();
  }

  @Override
  public void finish() throws IOException {
    lines.flush(); // Flink closes the file
  }
}
