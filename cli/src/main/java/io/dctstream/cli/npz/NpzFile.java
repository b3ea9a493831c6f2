package io.dctstream.cli.npz;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Named arrays in one file, as {@code numpy.load} reads them. */
public final class NpzFile {
  private NpzFile() {}

  /** Writes the arrays, in the map's order, over any file that is there. */
  public static void write(Path file, Map<String, NpyArray> arrays) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        array.getValue().writeTo(zip);
        zip.closeEntry();
      }
    }
  }
}
