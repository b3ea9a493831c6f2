package io.dctstream.train;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.train.network.Networks;

/**
 * What is trained and how. The same plan on the same images gives the same network.
 *
 * @param network one of {@link Networks#names()}
 * @param width multiplier of the network's channel counts; 1 is the paper's
 * @param imageSize side of the network's input in pixels, a multiple of 16
 * @param fit how images are brought to that size, in training and in serving
 * @param epochs passes over the training images
 * @param validationShare share of the images that is kept for validation, in (0, 1)
 * @param seed of the weights, the order of the images and their augmentation
 * @param recipe the optimiser's settings
 */
public record TrainingPlan(
    String network,
    double width,
    int imageSize,
    Fit fit,
    int epochs,
    double validationShare,
    long seed,
    Recipe recipe) {
  /** Share of the images that is kept for validation if nothing else is asked for. */
  public static final double DEFAULT_VALIDATION_SHARE = 0.2;

  public TrainingPlan {
    Networks.named(network);
    BlockGrid.ofPixels(imageSize);
    if (!(width > 0 && width <= 4)) {
      throw new IllegalArgumentException("The width is in (0, 4], not " + width);
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("The number of epochs is at least 1, not " + epochs);
    }
    if (!(validationShare > 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "The validation share is between 0 and 1, not " + validationShare);
    }
  }

  /** A plan with the usual fit, validation share and recipe. */
  public static TrainingPlan of(
      String network, double width, int imageSize, int epochs, long seed) {
    return new TrainingPlan(
        network,
        width,
        imageSize,
        Fit.RESIZE,
        epochs,
        DEFAULT_VALIDATION_SHARE,
        seed,
        Recipe.DEFAULT);
  }

  public TrainingPlan withRecipe(Recipe other) {
    return new TrainingPlan(network, width, imageSize, fit, epochs, validationShare, seed, other);
  }

  /** The network's input, in blocks. */
  public BlockGrid grid() {
    return BlockGrid.ofPixels(imageSize);
  }
}
