package io.dctstream.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of pictures as trainers read them: {@code FOLDER/LABEL/ID.jpg}. */
public final class LabelledFolder {
  private LabelledFolder() {}

  /**
   * Writes pictures into a folder, which is made if it is missing. Files of the same name are
   * replaced, others stay.
   *
   * @throws IOException if a file cannot be written; those before it are complete
   */
  public static void write(Path folder, Iterable<SampleImage> images) throws IOException {
    for (SampleImage image : images) {
      Path labelled = Files.createDirectories(folder.resolve(image.label()));
      Files.write(labelled.resolve(image.id() + ".jpg"), image.jpeg());
    }
  }
}
