package io.dctstream.train.data;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.train.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a network is trained and validated on.
 *
 * @param images to learn from; without others for validation, a share of them is set aside
 * @param validation other images for validation, of the same classes or some of them
 * @param cache the folder in which coefficients are kept; in memory without
 */
public record TrainingImages(
    LabelledImages images, Optional<LabelledImages> validation, Optional<Path> cache) {

  /** Images of which a share is set aside for validation. */
  public static TrainingImages of(LabelledImages images) {
    return new TrainingImages(images, Optional.empty(), Optional.empty());
  }

  /** Images with others for validation. */
  public static TrainingImages of(LabelledImages images, LabelledImages validation) {
    return new TrainingImages(images, Optional.of(validation), Optional.empty());
  }

  /** The same, whose coefficients are kept in a file in a folder, not in memory. */
  public TrainingImages cachedIn(Path folder) {
    return new TrainingImages(images, validation, Optional.of(folder));
  }

  /**
   * Where the coefficients are to be kept.
   *
   * @throws IOException if the file cannot be made
   */
  public PayloadStore openStore() throws IOException {
    return cache.isPresent() ? PayloadStore.inFile(cache.get()) : PayloadStore.inMemory();
  }

  /** The classes' names. */
  public List<String> labels() {
    return images.labels();
  }

  /**
   * Decodes all images.
   *
   * @param grids to which images to learn from are fitted; those to validate on only to the first
   * @param validationShare share that is set aside if there are no others, in (0, 1)
   * @param store keeps the coefficients, as long as it is open
   * @throws TrainingException if none can be decoded, a class is left without an image, or the
   *     validation has a class that the training has not
   */
  public Split decode(
      List<BlockGrid> grids,
      Fit fit,
      double validationShare,
      PayloadStore store,
      DecodedImages.Progress progress)
      throws TrainingException {
    if (validation.isEmpty()) {
      return Split.of(
          DecodedImages.decode(images, grids, fit, store, progress), labels(), validationShare);
    }
    LabelledImages others = validation.get();
    int all = images.size() + others.size();
    DecodedImages decoded =
        DecodedImages.decode(
            images, grids, fit, store, (done, total) -> progress.decoded(done, all));
    DecodedImages decodedOthers =
        DecodedImages.decode(
                others,
                grids.get(0),
                fit,
                (done, total) -> progress.decoded(images.size() + done, all))
            .relabelled(others.labels(), labels());
    List<String> unreadable = new ArrayList<>(decoded.unreadable());
    unreadable.addAll(decodedOthers.unreadable());
    return Split.of(decoded.images(), decodedOthers.images(), labels(), unreadable);
  }
}
