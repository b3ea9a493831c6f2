package io.dctstream.train;

/**
 * What an epoch brought.
 *
 * @param epoch counted from 1
 * @param loss mean cross-entropy of the training batches, weight decay included
 * @param trainingAccuracy top-1 accuracy on a sample of the training images without augmentation,
 *     in [0, 1]
 * @param validationAccuracy top-1 accuracy on the validation images, in [0, 1]
 * @param validationTop5 share of the validation images whose label is among the five highest scores
 * @param imagesPerSecond training images a second, evaluation not counted
 * @param filledPerSecond training images a second that the thread which fills batches could give a
 *     network that takes no time; as long as it is greater, the network never waits
 */
public record EpochResult(
    int epoch,
    double loss,
    double trainingAccuracy,
    double validationAccuracy,
    double validationTop5,
    double imagesPerSecond,
    double filledPerSecond) {}
