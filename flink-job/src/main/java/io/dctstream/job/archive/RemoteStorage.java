package io.dctstream.job.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * Storage that may fail for a moment. It is asked again, unless it says that there is no such file,
 * or that it may not be read; a folder that could not be listed would be missing as a whole.
 */
record RemoteStorage(Storage storage) implements Storage {
  /** How often one asks. */
  private static final int ATTEMPTS = 4;

  private static final long PAUSE_MILLIS = 500;

  @FunctionalInterface
  private interface Request<T> {
    T ask() throws IOException;
  }

  @Override
  public Entry entry(URI place) throws IOException {
    return patiently(() -> storage.entry(place));
  }

  @Override
  public List<Entry> list(URI folder) throws IOException {
    return patiently(() -> storage.list(folder));
  }

  @Override
  public SeekableByteChannel open(URI file) throws IOException {
    return patiently(() -> storage.open(file));
  }

  private static <T> T patiently(Request<T> request) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.ask();
      } catch (IOException e) {
        boolean forGood =
            Reason.isGone(e)
                || e instanceof AccessDeniedException
                || e instanceof UnsupportedFileSystemSchemeException;
        if (forGood || attempt == ATTEMPTS || !pause(attempt * PAUSE_MILLIS)) {
          throw e;
        }
      }
    }
  }

  /** Gives the storage time to recover; false if there is none left. */
  static boolean pause(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
