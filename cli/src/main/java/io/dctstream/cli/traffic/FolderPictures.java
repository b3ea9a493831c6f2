package io.dctstream.cli.traffic;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.JpegFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The JPEG files of a folder. The name of the sub-folder that a file lies in is its label; its path
 * is its id. They come in a mixed order, the same in every run, so that any part shows all labels.
 */
public final class FolderPictures implements Pictures {
  private final Path folder;
  private final List<Path> files;

  /**
   * Lists a folder.
   *
   * @param atMost how many files to take
   * @throws CommandException if there is no such folder or no JPEG file in it
   */
  public FolderPictures(Path folder, int atMost) throws CommandException, IOException {
    this.folder = folder;
    List<Path> all = new ArrayList<>(JpegFile.in(folder));
    Collections.shuffle(all, new Random(all.size()));
    this.files = all.subList(0, Math.min(atMost, all.size()));
  }

  @Override
  public int count() {
    return files.size();
  }

  @Override
  public Picture get(int index) throws IOException {
    Path file = files.get(index);
    Path path = folder.relativize(file);
    Optional<String> label =
        Optional.ofNullable(path.getParent()).map(Path::getFileName).map(Path::toString);
    return new Picture(path.toString(), label, Optional.empty(), Files.readAllBytes(file));
  }

  /** Reading a file takes no time to speak of. */
  @Override
  public void prepare(Progress progress) {}
}
