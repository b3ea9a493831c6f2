package io.dctstream.job.archive;

import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A stored file as Parquet reads it. */
record ParquetInput(StoredBytes stored) implements InputFile {
  @Override
  public long getLength() throws IOException {
    return stored.channel().size();
  }

  @Override
  public SeekableInputStream newStream() {
    return new DelegatingSeekableInputStream(stored) {
      @Override
      public long getPos() throws IOException {
        return stored.channel().position();
      }

      @Override
      public void seek(long position) throws IOException {
        stored.channel().position(position);
      }
    };
  }
}
