package io.dctstream.job.archive;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * The local disk under a scheme of its own, so that it is asked as stores far away are. It fails as
 * often as one says, each time at another request.
 */
public final class TestStorage implements FileSystemFactory {
  static final String SCHEME = "test-storage";

  /** Requests that will fail, every other one. */
  static final AtomicInteger FAILURES = new AtomicInteger();

  private static final AtomicInteger REQUESTS = new AtomicInteger();

  static URI uri(java.nio.file.Path path) {
    return URI.create(SCHEME + ":" + path.toUri().getRawPath());
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileSystem create(URI uri) {
    return new Disk();
  }

  private static void request() throws IOException {
    if (REQUESTS.incrementAndGet() % 2 == 0 && FAILURES.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IOException("503 Slow Down");
    }
  }

  private static final class Disk extends LocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create(SCHEME + ":/");
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      request();
      return new Found(super.getFileStatus(local(path)));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
      request();
      FileStatus[] found = super.listStatus(local(path));
      for (int i = 0; i < found.length; i++) {
        found[i] = new Found(found[i]);
      }
      return found;
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
      request();
      return new Stream(super.open(local(path)));
    }

    private static Path local(Path path) {
      return new Path(path.toUri().getPath());
    }
  }

  private record Found(FileStatus status) implements FileStatus {
    @Override
    public long getLen() {
      return status.getLen();
    }

    @Override
    public long getBlockSize() {
      return status.getBlockSize();
    }

    @Override
    public short getReplication() {
      return 1;
    }

    @Override
    public long getModificationTime() {
      return status.getModificationTime();
    }

    @Override
    public long getAccessTime() {
      return 0;
    }

    @Override
    public boolean isDir() {
      return status.isDir();
    }

    @Override
    public Path getPath() {
      return new Path(SCHEME + ":" + status.getPath().toUri().getPath());
    }
  }

  private static final class Stream extends FSDataInputStream {
    private final FSDataInputStream in;

    Stream(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public void seek(long position) throws IOException {
      request();
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public int read() throws IOException {
      request();
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      request();
      return in.read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
