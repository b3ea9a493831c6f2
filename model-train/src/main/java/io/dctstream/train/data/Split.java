package io.dctstream.train.data;

import io.dctstream.train.TrainingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Images to learn from and images to validate on. A hash of its name decides on which side an image
 * is, so that it stays there when others are added or taken away. Both sides are in the order of
 * the hash, which mixes the classes.
 */
public record Split(List<DecodedImage> training, List<DecodedImage> validation) {
  private static final double HASHES = 0x1p32;

  public Split {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * Splits images.
   *
   * @param validationShare share of the validation side, in (0, 1)
   * @throws TrainingException if a class has no image on one of the sides
   */
  public static Split of(List<DecodedImage> images, List<String> labels, double validationShare)
      throws TrainingException {
    List<DecodedImage> training = new ArrayList<>();
    List<DecodedImage> validation = new ArrayList<>();
    images.stream()
        .sorted(
            Comparator.comparingLong((DecodedImage image) -> hash(image.name()))
                .thenComparing(DecodedImage::name)
                .thenComparing(DecodedImage::label))
        .forEach(
            image ->
                (hash(image.name()) < validationShare * HASHES ? validation : training).add(image));
    requireEachLabel(labels, training, "train on");
    requireEachLabel(labels, validation, "validate on");
    return new Split(training, validation);
  }

  private static long hash(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  private static void requireEachLabel(
      List<String> labels, List<DecodedImage> images, String purpose) throws TrainingException {
    for (int label = 0; label < labels.size(); label++) {
      int wanted = label;
      if (images.stream().noneMatch(image -> image.label() == wanted)) {
        throw new TrainingException(
            "The class '%s' has no readable image left to %s; add images to it"
                .formatted(labels.get(label), purpose));
      }
    }
  }
}
