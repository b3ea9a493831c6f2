package io.dctstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reading a file that the user named. */
final class JpegFile {
  private JpegFile() {}

  /**
   * Reads a file whole; whether it is a JPEG is the decoder's to say.
   *
   * @throws CommandException if it is a folder
   * @throws IOException if it cannot be read
   */
  static byte[] read(Path file) throws CommandException, IOException {
    if (Files.isDirectory(file)) {
      throw new CommandException("'%s' is a folder; name JPEG files".formatted(file));
    }
    return Files.readAllBytes(file);
  }
}
