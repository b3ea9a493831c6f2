package io.dctstream.train;

/**
 * What an epoch brought.
 *
 * @param epoch counted from 1
 * @param loss mean cross-entropy of the training batches, weight decay included
 * @param trainingAccuracy top-1 accuracy on a sample of the training images without augmentation,
 *     in [0, 1]
 * @param validationAccuracy top-1 accuracy on the validation images, in [0, 1]
 * @param imagesPerSecond training images a second, evaluation not counted
 */
public record EpochResult(
    int epoch,
    double loss,
    double trainingAccuracy,
    double validationAccuracy,
    double imagesPerSecond) {}
