package io.dctstream.export;

import io.dctstream.contract.ModelContract;
import io.dctstream.train.TrainingException;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.data.DecodedImages;
import io.dctstream.train.data.LabelledImage;
import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.data.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Images of a folder, of whatever labels. They are taken from that end of their order where a
 * training takes the images that it learns from, so that none of its validation is seen unless the
 * folder has few.
 */
final class CalibrationImages implements LabelledImages {
  /** More change the ranges of tensors by little. */
  private static final int MOST = 256;

  private static final Comparator<Path> ORDER =
      Comparator.comparingInt((Path file) -> Split.hash(file.getFileName().toString()))
          .reversed()
          .thenComparing(Comparator.naturalOrder());

  private final List<Path> files;

  private CalibrationImages(List<Path> files) {
    this.files = files;
  }

  /**
   * Decodes the images of a folder, those in folders of its own included.
   *
   * @throws ExportException if it has none that can be decoded
   */
  static List<DecodedImage> in(Path folder, ModelContract contract) throws ExportException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(CalibrationImages::isJpeg).sorted(ORDER).limit(MOST).toList();
      if (files.isEmpty()) {
        throw new ExportException(
            "There is no .jpg file in the folder %s to calibrate with".formatted(folder));
      }
      return DecodedImages.decode(
              new CalibrationImages(files), contract.grid(), contract.fit(), (done, total) -> {})
          .images();
    } catch (IOException | UncheckedIOException | TrainingException e) {
      throw new ExportException(
          "The images of %s cannot be read to calibrate with: %s".formatted(folder, e.getMessage()),
          e);
    }
  }

  private static boolean isJpeg(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".jpg") || name.endsWith(".jpeg")) && Files.isRegularFile(file);
  }

  @Override
  public List<String> labels() {
    return List.of("image");
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public LabelledImage read(int index) throws IOException {
    Path file = files.get(index);
    return new LabelledImage(file.toString(), 0, Files.readAllBytes(file));
  }
}
