package io.dctstream.train.data;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.train.TrainingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Images that were decoded once, to be used in every epoch. A packed image takes a fifth of the
 * memory of its coefficients or less.
 *
 * @param images those that could be decoded
 * @param unreadable a sentence on each of the others
 */
public record DecodedImages(List<DecodedImage> images, List<String> unreadable) {
  public DecodedImages {
    images = List.copyOf(images);
    unreadable = List.copyOf(unreadable);
  }

  /** Is told after each image how many are done. */
  @FunctionalInterface
  public interface Progress {
    void decoded(int done, int total);
  }

  /**
   * Decodes all images for one grid.
   *
   * @throws TrainingException if none of them can be decoded; the message gives the first reason
   */
  public static DecodedImages decode(
      LabelledImages images, BlockGrid grid, Fit fit, Progress progress) throws TrainingException {
    return decode(images, List.of(grid), fit, PayloadStore.inMemory(), progress);
  }

  /**
   * Decodes all images.
   *
   * @param grids those to which each is fitted
   * @param store keeps the payloads, as long as it is open
   * @throws TrainingException if none of them can be decoded; the message gives the first reason
   */
  static DecodedImages decode(
      LabelledImages images, List<BlockGrid> grids, Fit fit, PayloadStore store, Progress progress)
      throws TrainingException {
    List<DecodedImage> decoded = new ArrayList<>(images.size());
    List<String> unreadable = new ArrayList<>();
    try (FittedDecoders decoders = new FittedDecoders(grids, fit, store)) {
      for (int i = 0; i < images.size(); i++) {
        try {
          LabelledImage image = images.read(i);
          decoded.add(decode(image, images.labels(), decoders));
        } catch (IOException e) {
          unreadable.add(e.getMessage());
        }
        progress.decoded(i + 1, images.size());
      }
    }
    if (decoded.isEmpty()) {
      throw new TrainingException(
          "None of the %d images can be decoded; the first: %s"
              .formatted(images.size(), unreadable.get(0)));
    }
    return new DecodedImages(decoded, unreadable);
  }

  /**
   * The same images with the places of their labels in another list.
   *
   * @param labels of these images
   * @param known the other list
   * @throws TrainingException if it lacks a label
   */
  public DecodedImages relabelled(List<String> labels, List<String> known)
      throws TrainingException {
    for (String label : labels) {
      if (!known.contains(label)) {
        throw new TrainingException(
            "The network does not know the label '%s'; it knows %s"
                .formatted(label, String.join(", ", known)));
      }
    }
    return new DecodedImages(
        images.stream()
            .map(
                image ->
                    new DecodedImage(
                        image.name(), known.indexOf(labels.get(image.label())), image.payloads()))
            .toList(),
        unreadable);
  }

  private static DecodedImage decode(
      LabelledImage image, List<String> labels, FittedDecoders decoders) throws IOException {
    try {
      return new DecodedImage(image.name(), image.label(), decoders.decode(image.jpeg()));
    } catch (JpegException e) {
      throw new IOException(
          "%s/%s is %s: %s"
              .formatted(labels.get(image.label()), image.name(), e.error(), e.getMessage()),
          e);
    }
  }
}
