package io.dctstream.cli.dct;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.npz.NpzFile;
import io.dctstream.jpegdct.JpegCoefficients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where coefficients are written.
 *
 * @param path one {@code .npz} file, or a folder that gets one for each picture
 */
record Destination(Path path) {
  private static final String SUFFIX = ".npz";

  boolean isFile() {
    return path.toString().endsWith(SUFFIX);
  }

  /**
   * Two pictures must not be written to one file.
   *
   * @throws CommandException if they would be
   */
  void requireRoomFor(List<Source> sources) throws CommandException {
    Map<Path, Path> files = new HashMap<>();
    for (Source source : sources) {
      Path other = files.put(npz(source), source.file());
      if (other != null) {
        throw new CommandException(
            "'%s' and '%s' would both be written to '%s'; name the folder that holds both"
                .formatted(other, source.file(), npz(source)));
      }
    }
  }

  /** Writes a picture's coefficients over any file that is there. */
  void write(Source source, JpegCoefficients picture) throws IOException {
    Path npz = npz(source);
    if (!isFile()) {
      Files.createDirectories(npz.getParent());
    }
    NpzFile.write(npz, CoefficientArrays.of(picture));
  }

  private Path npz(Source source) {
    return isFile() ? path : path.resolve(source.name() + SUFFIX);
  }
}
