package io.dctstream.job.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** Any of Flink's file systems, which plugins bring. */
final class FlinkStorage implements Storage {
  @Override
  public Entry entry(URI place) throws IOException {
    Path path = new Path(place);
    return entry(path.getFileSystem().getFileStatus(path));
  }

  @Override
  public List<Entry> list(URI folder) throws IOException {
    Path path = new Path(folder);
    FileStatus[] found = path.getFileSystem().listStatus(path);
    List<Entry> entries = new ArrayList<>();
    for (FileStatus status : found == null ? new FileStatus[0] : found) {
      entries.add(entry(status));
    }
    return entries;
  }

  @Override
  public SeekableByteChannel open(URI file) throws IOException {
    Path path = new Path(file);
    return new FlinkChannel(path.getFileSystem(), path);
  }

  private static Entry entry(FileStatus status) {
    return new Entry(
        Storage.name(status.getPath().toUri()),
        status.isDir(),
        status.getLen(),
        status.getModificationTime(),
        null,
        null);
  }
}
