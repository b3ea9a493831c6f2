package io.dctstream.job.archive;

import io.dctstream.contract.Reject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads whole splits in tests. */
final class Splits {
  /** When the files were last changed, as the splits say. */
  static final long MODIFIED = 5;

  private Splits() {}

  static ArchiveSplit of(List<Path> files) throws IOException {
    List<FoundFile> found = new ArrayList<>();
    for (Path file : files) {
      found.add(new FoundFile(file.toUri().toString(), Files.size(file), MODIFIED, null));
    }
    return new ArchiveSplit("0", found, Position.START);
  }

  static List<SplitImages.Step> steps(ArchiveSplit split, int maxBytes) {
    return steps(
        split,
        new ImageSelection(new ImageNames(List.of("*.jpg")), ImageColumns.DEFAULT, maxBytes));
  }

  static List<SplitImages.Step> steps(ArchiveSplit split, ImageSelection wanted) {
    List<SplitImages.Step> steps = new ArrayList<>();
    try (SplitImages images = new SplitImages(split, wanted)) {
      for (SplitImages.Step step = images.next(); step != null; step = images.next()) {
        steps.add(step);
      }
    }
    return steps;
  }

  /** The images' ids. */
  static List<String> images(List<SplitImages.Step> steps) {
    return steps.stream()
        .map(step -> step.arrival().image())
        .filter(Objects::nonNull)
        .map(image -> image.id())
        .toList();
  }

  static List<Reject> rejects(List<SplitImages.Step> steps) {
    return steps.stream().map(step -> step.arrival().reject()).filter(Objects::nonNull).toList();
  }
}
