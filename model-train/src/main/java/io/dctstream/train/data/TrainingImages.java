package io.dctstream.train.data;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.train.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a network is trained and validated on.
 *
 * @param images to learn from; without others for validation, a share of them is set aside
 * @param validation other images for validation, of the same classes or some of them
 */
public record TrainingImages(LabelledImages images, Optional<LabelledImages> validation) {

  /** Images of which a share is set aside for validation. */
  public static TrainingImages of(LabelledImages images) {
    return new TrainingImages(images, Optional.empty());
  }

  /** Images with others for validation. */
  public static TrainingImages of(LabelledImages images, LabelledImages validation) {
    return new TrainingImages(images, Optional.of(validation));
  }

  /** The classes' names. */
  public List<String> labels() {
    return images.labels();
  }

  /**
   * Decodes all images.
   *
   * @param validationShare share that is set aside if there are no others, in (0, 1)
   * @throws TrainingException if none can be decoded, a class is left without an image, or the
   *     validation has a class that the training has not
   */
  public Split decode(
      BlockGrid grid, Fit fit, double validationShare, DecodedImages.Progress progress)
      throws TrainingException {
    if (validation.isEmpty()) {
      return Split.of(DecodedImages.decode(images, grid, fit, progress), labels(), validationShare);
    }
    LabelledImages others = validation.get();
    int all = images.size() + others.size();
    DecodedImages decoded =
        DecodedImages.decode(images, grid, fit, (done, total) -> progress.decoded(done, all));
    DecodedImages decodedOthers =
        DecodedImages.decode(
                others, grid, fit, (done, total) -> progress.decoded(images.size() + done, all))
            .relabelled(others.labels(), labels());
    List<String> unreadable = new ArrayList<>(decoded.unreadable());
    unreadable.addAll(decodedOthers.unreadable());
    return Split.of(decoded.images(), decodedOthers.images(), labels(), unreadable);
  }
}
