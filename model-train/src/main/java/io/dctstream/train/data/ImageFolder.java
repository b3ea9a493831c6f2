package io.dctstream.train.data;

import io.dctstream.train.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Images in a folder of class folders, sorted by class and name. A class folder may have folders of
 * its own; an image in one of them is named with the way to it.
 */
final class ImageFolder implements LabelledImages {
  private record Entry(Path file, String name, int label) {}

  private final List<String> labels;
  private final List<Entry> entries;

  private ImageFolder(List<String> labels, List<Entry> entries) {
    this.labels = List.copyOf(labels);
    this.entries = List.copyOf(entries);
  }

  static ImageFolder open(Path folder) throws TrainingException {
    if (!Files.isDirectory(folder)) {
      throw new TrainingException(
          "There is no folder %s; name one whose sub-folders are the classes".formatted(folder));
    }
    List<Path> classes = list(folder, 1, Files::isDirectory);
    if (classes.size() < 2) {
      throw new TrainingException(
          "%s has %d class folders and at least two are needed: put the images of each class into a sub-folder of its name"
              .formatted(folder, classes.size()));
    }
    List<Entry> entries = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      Path root = classes.get(label);
      List<Path> files = list(root, Integer.MAX_VALUE, Files::isRegularFile);
      if (files.isEmpty()) {
        throw new TrainingException(
            "The class folder %s is empty; put images into it or remove it".formatted(root));
      }
      for (Path file : files) {
        entries.add(new Entry(file, name(root, file), label));
      }
    }
    return new ImageFolder(
        classes.stream().map(path -> path.getFileName().toString()).toList(), entries);
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public LabelledImage read(int index) throws IOException {
    Entry entry = entries.get(index);
    try {
      return new LabelledImage(entry.name(), entry.label(), Files.readAllBytes(entry.file()));
    } catch (IOException e) {
      throw new IOException("%s cannot be read: %s".formatted(entry.file(), e), e);
    }
  }

  /** The same on all systems: which images are for validation depends on it. */
  private static String name(Path root, Path file) {
    return StreamSupport.stream(root.relativize(file).spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  private static List<Path> list(Path folder, int depth, Predicate<Path> kind)
      throws TrainingException {
    try (Stream<Path> paths = Files.walk(folder, depth)) {
      return paths
          .filter(path -> !path.equals(folder) && !isHidden(folder.relativize(path)))
          .filter(kind)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new TrainingException("The folder %s cannot be listed: %s".formatted(folder, e), e);
    }
  }

  private static boolean isHidden(Path way) {
    return StreamSupport.stream(way.spliterator(), false)
        .anyMatch(part -> part.toString().startsWith("."));
  }
}
