package io.dctstream.cli.dct;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.JpegFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file to look into.
 *
 * @param file where it is
 * @param name its path below the folder that was named, or its name alone
 */
record Source(Path file, Path name) {
  /**
   * The files that were named and those in folders that were named.
   *
   * @throws CommandException if a folder has no JPEG files
   */
  static List<Source> of(List<Path> named) throws CommandException, IOException {
    List<Source> sources = new ArrayList<>();
    for (Path path : named) {
      if (Files.isDirectory(path)) {
        for (Path file : JpegFile.in(path)) {
          sources.add(new Source(file, path.relativize(file)));
        }
      } else {
        sources.add(new Source(path, path.getFileName()));
      }
    }
    return sources;
  }
}
