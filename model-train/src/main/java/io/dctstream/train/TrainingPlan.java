package io.dctstream.train;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.train.network.NetworkInput;
import io.dctstream.train.network.NetworkScale;
import io.dctstream.train.network.Networks;

/**
 * What is trained and how. The same plan on the same images gives the same network.
 *
 * @param network one of {@link Networks#names()} that reads coefficients
 * @param width multiplier of the network's channel counts; 1 is the paper's
 * @param depth the most residual blocks of a stage
 * @param imageSize side of the network's input in pixels, a multiple of 16
 * @param fit how images are brought to that size, in training and in serving
 * @param epochs passes over the training images, at most
 * @param patience epochs without a better validation accuracy after which the training ends; 0 for
 *     never
 * @param validationShare share of the images that is kept for validation, in (0, 1)
 * @param seed of the weights, the order of the images and their augmentation
 * @param recipe the optimiser's settings
 */
public record TrainingPlan(
    String network,
    double width,
    int depth,
    int imageSize,
    Fit fit,
    int epochs,
    int patience,
    double validationShare,
    long seed,
    Recipe recipe) {
  /** Share of the images that is kept for validation if nothing else is asked for. */
  public static final double DEFAULT_VALIDATION_SHARE = 0.2;

  /** As few classes as a network tells apart: how many there are is up to the images. */
  private static final int FEWEST_CLASSES = 2;

  public TrainingPlan {
    if (Networks.named(network).input() != NetworkInput.COEFFICIENTS) {
      throw new IllegalArgumentException(
          "The network '%s' reads pixels and cannot be trained here; choose one that reads coefficients, such as late-concat"
              .formatted(network));
    }
    new NetworkScale(width, depth, imageSize, FEWEST_CLASSES);
    if (epochs < 1) {
      throw new IllegalArgumentException("The number of epochs is at least 1, not " + epochs);
    }
    if (patience < 0) {
      throw new IllegalArgumentException("The patience is at least 0 epochs, not " + patience);
    }
    if (!(validationShare > 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "The validation share is between 0 and 1, not " + validationShare);
    }
  }

  /** A plan with the usual depth, fit, validation share and recipe, and without patience's end. */
  public static TrainingPlan of(
      String network, double width, int imageSize, int epochs, long seed) {
    return new TrainingPlan(
        network,
        width,
        NetworkScale.FULL_DEPTH,
        imageSize,
        Fit.RESIZE,
        epochs,
        0,
        DEFAULT_VALIDATION_SHARE,
        seed,
        Recipe.DEFAULT);
  }

  public TrainingPlan withRecipe(Recipe other) {
    return new TrainingPlan(
        network, width, depth, imageSize, fit, epochs, patience, validationShare, seed, other);
  }

  public TrainingPlan withDepth(int other) {
    return new TrainingPlan(
        network, width, other, imageSize, fit, epochs, patience, validationShare, seed, recipe);
  }

  public TrainingPlan withPatience(int other) {
    return new TrainingPlan(
        network, width, depth, imageSize, fit, epochs, other, validationShare, seed, recipe);
  }

  /** How large the network is that tells so many classes apart. */
  public NetworkScale scale(int classes) {
    return new NetworkScale(width, depth, imageSize, classes);
  }

  /** The network's input, in blocks. */
  public BlockGrid grid() {
    return BlockGrid.ofPixels(imageSize);
  }
}
