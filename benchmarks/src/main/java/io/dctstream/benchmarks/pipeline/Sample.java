package io.dctstream.benchmarks.pipeline;

import java.util.OptionalDouble;

/**
 * One run of a way.
 *
 * @param imagesPerSecond of the second half of the images
 * @param cpuSeconds of all processes, for all images
 * @param batchSize mean of the images that the model took at once, if it is known
 */
record Sample(double imagesPerSecond, double cpuSeconds, OptionalDouble batchSize) {}
