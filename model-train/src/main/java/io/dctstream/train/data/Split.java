package io.dctstream.train.data;

import static java.util.stream.Collectors.partitioningBy;

import io.dctstream.train.TrainingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Images to learn from and images to validate on, both in the order of a hash of their names, which
 * mixes the classes.
 *
 * @param training to learn from
 * @param validation to validate on
 * @param unreadable a sentence on each image that could not be decoded
 */
public record Split(
    List<DecodedImage> training, List<DecodedImage> validation, List<String> unreadable) {
  private static final double HASHES = 0x1p31;

  private static final Comparator<DecodedImage> ORDER =
      Comparator.comparingInt((DecodedImage image) -> hash(image.name()))
          .thenComparing(DecodedImage::name)
          .thenComparing(DecodedImage::label);

  public Split {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Splits images. The hash of its name decides on which side an image is, so that it stays there
   * when others are added or taken away.
   *
   * @param validationShare share of the validation side, in (0, 1)
   * @throws TrainingException if a class has no image on one of the sides
   */
  static Split of(DecodedImages images, List<String> labels, double validationShare)
      throws TrainingException {
    Map<Boolean, List<DecodedImage>> sides =
        images.images().stream()
            .sorted(ORDER)
            .collect(partitioningBy(image -> hash(image.name()) < validationShare * HASHES));
    requireEachLabel(labels, sides.get(true), "validate on");
    requireEachLabel(labels, sides.get(false), "train on");
    return new Split(
        sides.get(false),
        sides.get(true).stream().map(DecodedImage::asServed).toList(),
        images.unreadable());
  }

  /**
   * Takes both sides as they are.
   *
   * @throws TrainingException if a class has no image to train on
   */
  static Split of(
      List<DecodedImage> training,
      List<DecodedImage> validation,
      List<String> labels,
      List<String> unreadable)
      throws TrainingException {
    requireEachLabel(labels, training, "train on");
    return new Split(
        training.stream().sorted(ORDER).toList(),
        validation.stream().sorted(ORDER).toList(),
        unreadable);
  }

  /**
   * In [0, 2^31), even for names that differ in little. The images for validation are those with
   * the lowest.
   */
  public static int hash(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getInt() & Integer.MAX_VALUE;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
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
