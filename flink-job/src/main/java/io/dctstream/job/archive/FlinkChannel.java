package io.dctstream.job.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** A file of a Flink file system, to read only. */
final class FlinkChannel implements ReadOnlyChannel {
  private final FileSystem files;
  private final Path path;
  private final FSDataInputStream in;
  private boolean open = true;

  FlinkChannel(FileSystem files, Path path) throws IOException {
    this.files = files;
    this.path = path;
    this.in = files.open(path);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    if (target.hasArray()) {
      int offset = target.arrayOffset() + target.position();
      int read = in.read(target.array(), offset, target.remaining());
      target.position(target.position() + Math.max(0, read));
      return read;
    }
    byte[] bytes = new byte[target.remaining()];
    int read = in.read(bytes, 0, bytes.length);
    target.put(bytes, 0, Math.max(0, read));
    return read;
  }

  @Override
  public long position() throws IOException {
    return in.getPos();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    in.seek(position);
    return this;
  }

  /** A request of its own, which an image that is read to its end does without. */
  @Override
  public long size() throws IOException {
    return files.getFileStatus(path).getLen();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    in.close();
  }
}
