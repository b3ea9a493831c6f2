package io.dctstream.train.data;

import io.dctstream.train.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A row of images with labels. Immutable. */
public interface LabelledImages {
  /** The classes' names; at least two. */
  List<String> labels();

  /** How many images there are. */
  int size();

  /**
   * Reads one image.
   *
   * @throws IOException if it cannot be read; the message names it
   */
  LabelledImage read(int index) throws IOException;

  /**
   * The images of a folder whose sub-folders are the classes. Every file in them, at any depth,
   * counts as an image except hidden ones and those in hidden folders.
   *
   * @throws TrainingException if the folder is missing or empty, has fewer than two classes or one
   *     without a file
   */
  static LabelledImages inFolder(Path folder) throws TrainingException {
    return ImageFolder.open(folder);
  }

  /**
   * The first pictures that {@code sample-images} draws for a seed.
   *
   * @throws TrainingException if there are fewer pictures than classes
   */
  static LabelledImages drawn(long seed, int count) throws TrainingException {
    return DrawnImages.of(seed, count);
  }
}
