package io.dctstream.train.data;

import io.dctstream.train.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Images in a folder of class folders, sorted by class and name. */
final class ImageFolder implements LabelledImages {
  private record Entry(Path file, int label) {}

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
    List<Path> classes = list(folder, Files::isDirectory);
    if (classes.size() < 2) {
      throw new TrainingException(
          "%s has %d class folders and at least two are needed: put the images of each class into a sub-folder of its name"
              .formatted(folder, classes.size()));
    }
    List<Entry> entries = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      List<Path> files = list(classes.get(label), Files::isRegularFile);
      if (files.isEmpty()) {
        throw new TrainingException(
            "The class folder %s is empty; put images into it or remove it"
                .formatted(classes.get(label)));
      }
      for (Path file : files) {
        entries.add(new Entry(file, label));
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
      return new LabelledImage(
          entry.file().getFileName().toString(), entry.label(), Files.readAllBytes(entry.file()));
    } catch (IOException e) {
      throw new IOException("%s cannot be read: %s".formatted(entry.file(), e), e);
    }
  }

  private static List<Path> list(Path folder, Predicate<Path> kind) throws TrainingException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .filter(kind)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new TrainingException("The folder %s cannot be listed: %s".formatted(folder, e), e);
    }
  }
}
