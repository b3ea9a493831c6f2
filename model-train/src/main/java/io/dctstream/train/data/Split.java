package io.dctstream.train.data;

import io.dctstream.train.TrainingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Images to learn from and images to validate on. A hash of its name decides on which side an image
 * is, so that it stays there when others are added or taken away. Both sides are in the order of
 * the hash, which mixes the classes.
 */
public record Split(List<DecodedImage> training, List<DecodedImage> validation) {
  private static final double HASHES = 0x1p31;

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
            Comparator.comparingInt((DecodedImage image) -> hash(image.name()))
                .thenComparing(DecodedImage::name)
                .thenComparing(DecodedImage::label))
        .forEach(
            image ->
                (hash(image.name()) < validationShare * HASHES ? validation : training).add(image));
    requireEachLabel(labels, training, "train on");
    requireEachLabel(labels, validation, "validate on");
    return new Split(training, validation);
  }

  /** In [0, 2^31), even for names that differ in little. */
  private static int hash(String name) {
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
