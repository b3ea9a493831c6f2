package io.dctstream.train;

import io.dctstream.jpegdct.Fit;
import io.dctstream.train.network.NetworkDescription;
import io.dctstream.train.network.NetworkInput;
import io.dctstream.train.network.NetworkScale;
import io.dctstream.train.network.Networks;

/**
 * What is trained and how. The same plan on the same images gives the same network.
 *
 * @param network one of {@link Networks#names()}
 * @param scale how large the network is
 * @param fit how images are brought to the network's size, in training and in serving
 * @param patience epochs without a better validation accuracy after which the training ends; 0 for
 *     never
 * @param validationShare share of the images that is kept for validation, in (0, 1)
 * @param seed of the weights, the order of the images and their augmentation
 * @param recipe the optimiser's settings
 * @param workers how many learn at the same time, each from a batch of the recipe's size; a step
 *     along the mean of their gradients is one step of the schedule. Twice the workers make half
 *     the steps, of twice the images, and leave the recipe's learning rate as it is
 */
public record TrainingPlan(
    String network,
    NetworkScale scale,
    Fit fit,
    int patience,
    double validationShare,
    long seed,
    Recipe recipe,
    int workers) {
  /** Share of the images that is kept for validation if nothing else is asked for. */
  public static final double DEFAULT_VALIDATION_SHARE = 0.2;

  public TrainingPlan {
    NetworkInput input = Networks.named(network).input();
    if (input != NetworkInput.COEFFICIENTS && !scale.hasAllFrequencies()) {
      throw new IllegalArgumentException(
          "The network '%s' reads pixels; frequencies can be left out only of one that reads coefficients"
              .formatted(network));
    }
    if (patience < 0) {
      throw new IllegalArgumentException("The patience is at least 0 epochs, not " + patience);
    }
    if (!(validationShare > 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "The validation share is between 0 and 1, not " + validationShare);
    }
    if (workers < 1) {
      throw new IllegalArgumentException("The number of workers is at least 1, not " + workers);
    }
  }

  /** A plan with the usual fit and validation share, one worker, and without patience's end. */
  public static TrainingPlan of(String network, NetworkScale scale, long seed, Recipe recipe) {
    return new TrainingPlan(
        network, scale, Fit.RESIZE, 0, DEFAULT_VALIDATION_SHARE, seed, recipe, 1);
  }

  public TrainingPlan withRecipe(Recipe other) {
    return new TrainingPlan(network, scale, fit, patience, validationShare, seed, other, workers);
  }

  public TrainingPlan withPatience(int other) {
    return new TrainingPlan(network, scale, fit, other, validationShare, seed, recipe, workers);
  }

  public TrainingPlan withWorkers(int other) {
    return new TrainingPlan(network, scale, fit, patience, validationShare, seed, recipe, other);
  }

  /** How many steps an epoch has. Batches that do not suffice for all workers are left out. */
  int stepsPerEpoch(int batches) {
    return batches / workers;
  }

  /** The network. */
  NetworkDescription description() {
    return Networks.named(network);
  }

  /** What the network reads of an image. */
  public NetworkInput input() {
    return description().input();
  }
}
