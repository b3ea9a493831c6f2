package io.dctstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files that the user named. */
public final class JpegFile {
  private JpegFile() {}

  /**
   * Reads a file whole; whether it is a JPEG is the decoder's to say.
   *
   * @throws CommandException if it is a folder
   * @throws IOException if it cannot be read
   */
  public static byte[] read(Path file) throws CommandException, IOException {
    if (Files.isDirectory(file)) {
      throw new CommandException("'%s' is a folder; name JPEG files".formatted(file));
    }
    return Files.readAllBytes(file);
  }

  /**
   * The files in a folder and its sub-folders whose names end as those of JPEG files do, sorted.
   *
   * @throws CommandException if there is no such folder or no such file in it
   */
  public static List<Path> in(Path folder) throws CommandException, IOException {
    if (!Files.isDirectory(folder)) {
      throw new CommandException(
          "There is no folder '%s'; name a folder of JPEG files".formatted(folder));
    }
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder)) {
      files = tree.filter(JpegFile::isNamedSo).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new CommandException(
          "The folder '%s' holds no .jpg or .jpeg file; name a folder of JPEG files"
              .formatted(folder));
    }
    return files;
  }

  private static boolean isNamedSo(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".jpg") || name.endsWith(".jpeg")) && Files.isRegularFile(path);
  }
}
