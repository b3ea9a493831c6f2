package io.dctstream.cli.pack;

import io.dctstream.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * An image file that goes into a shard.
 *
 * @param path below the folder that is packed
 * @param label the name of its class folder; null for a file that is in none
 */
record PackedFile(Path path, @Nullable String label) {
  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".jpe", ".jfif");

  /**
   * The image files of a folder and of all folders below it.
   *
   * @param shuffle whether to mix them, in the same way each time, rather than to sort them
   * @throws CommandException if there are none
   */
  static List<PackedFile> in(Path folder, boolean shuffle) throws CommandException, IOException {
    List<PackedFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .filter(PackedFile::isImage)
          .map(folder::relativize)
          .sorted()
          .forEach(path -> files.add(of(path)));
    }
    if (files.isEmpty()) {
      throw new CommandException("There is no JPEG file in %s; check the folder".formatted(folder));
    }
    if (shuffle) {
      Collections.shuffle(files, new Random(files.size()));
    }
    return files;
  }

  /** The labels of files, in the order in which their numbers go up. */
  static List<String> labels(List<PackedFile> files) {
    SortedSet<String> labels = new TreeSet<>();
    for (PackedFile file : files) {
      if (file.label() != null) {
        labels.add(file.label());
      }
    }
    return List.copyOf(labels);
  }

  private static PackedFile of(Path path) {
    return new PackedFile(path, path.getNameCount() > 1 ? path.getName(0).toString() : null);
  }

  private static boolean isImage(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith)
        && !name.startsWith(".")
        && Files.isRegularFile(path);
  }
}
