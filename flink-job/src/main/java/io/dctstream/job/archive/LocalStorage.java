package io.dctstream.job.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The local disk. It is not asked through Flink, whose paths have no place for names with colons or
 * of bytes that are no UTF-8.
 */
final class LocalStorage implements Storage {
  /** The same when they are encoded. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");

  @Override
  public Entry entry(URI place) throws IOException {
    return entry(Storage.name(place), Path.of(place));
  }

  @Override
  public List<Entry> list(URI folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(Path.of(folder))) {
      for (Path path : paths) {
        String name = name(path);
        try {
          entries.add(entry(name, path));
        } catch (NoSuchFileException e) {
          if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            entries.add(Entry.bad(name, "is a link to a file that does not exist"));
          } // else it has just been deleted
        } catch (IOException e) {
          entries.add(Entry.bad(name, Reason.of(e)));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  @Override
  public SeekableByteChannel open(URI file) throws IOException {
    return Files.newByteChannel(Path.of(file));
  }

  /** Percent-encoded. Java asks the disk about each path that it makes a URI of. */
  private static String name(Path path) {
    String name = path.getFileName().toString();
    return PLAIN.matcher(name).matches() ? name : Storage.name(path.toUri());
  }

  private static Entry entry(String name, Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isDirectory() && !attributes.isRegularFile()) {
      return Entry.bad(name, "is neither a file nor a folder");
    }
    return new Entry(
        name,
        attributes.isDirectory(),
        attributes.size(),
        attributes.lastModifiedTime().toMillis(),
        attributes.isDirectory() ? attributes.fileKey() : null,
        null);
  }
}
