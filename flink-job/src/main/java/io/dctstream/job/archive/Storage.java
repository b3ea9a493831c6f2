package io.dctstream.job.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** Where files are: on a local disk or in another of Flink's file systems. Thread-safe. */
interface Storage {
  /** The storage of a URI's scheme. */
  static Storage of(URI uri) {
    return "file".equals(uri.getScheme())
        ? new LocalStorage()
        : new RemoteStorage(new FlinkStorage());
  }

  /**
   * What is at a place.
   *
   * @throws IOException if there is nothing, or it cannot be asked
   */
  Entry entry(URI place) throws IOException;

  /**
   * What a folder holds, in no order. What is there but cannot be used says so.
   *
   * @throws IOException if the folder cannot be listed
   */
  List<Entry> list(URI folder) throws IOException;

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be opened; {@link java.io.FileNotFoundException} or {@link
   *     java.nio.file.NoSuchFileException} if there is none
   */
  SeekableByteChannel open(URI file) throws IOException;

  /** The place of a folder's entry, a URI. */
  static String resolve(URI folder, String encodedName) {
    String text = folder.toString();
    return text.endsWith("/") ? text + encodedName : text + "/" + encodedName;
  }

  /** The last part of a place's path, percent-encoded. */
  static String name(URI place) {
    String path = place.getRawPath();
    int end = path.endsWith("/") && path.length() > 1 ? path.length() - 1 : path.length();
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }
}
