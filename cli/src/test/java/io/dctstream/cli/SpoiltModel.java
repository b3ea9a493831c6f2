package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Spoilt copies of a model that ships. */
final class SpoiltModel {
  private SpoiltModel() {}

  /** A copy whose metadata do not begin with {@code dctstream.}. */
  static Path withoutContract(Path folder) throws IOException {
    return spoilt(folder, "dctstream.", "dctstreem.");
  }

  /** A copy whose contract promises a grid of another width than its graph has. */
  static Path ofAnotherLayout(Path folder) throws IOException {
    // A metadata entry is the key, the tag of the value, its length and the value.
    return spoilt(folder, "dctstream.grid.width\u0012\u00021", "dctstream.grid.width\u0012\u00022");
  }

  private static Path spoilt(Path folder, String text, String replacement) throws IOException {
    String bytes = new String(Files.readAllBytes(ShippedModel.SHAPES.file()), ISO_8859_1);
    if (!bytes.contains(text)) {
      throw new IllegalStateException("The model's metadata are not written as expected");
    }
    return Files.write(
        folder.resolve("spoilt.onnx"), bytes.replace(text, replacement).getBytes(ISO_8859_1));
  }
}
