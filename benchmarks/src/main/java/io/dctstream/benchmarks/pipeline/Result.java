package io.dctstream.benchmarks.pipeline;

/**
 * What came out for a way: medians of the rounds.
 *
 * @param way its name
 * @param imagesPerSecond classified
 * @param spread half the distance of the quartiles of it, as a share of it
 * @param ofBareLoop as a multiple of the bare loop's, within a round
 * @param cpuSeconds of processors, for 1,000 images, starting included
 * @param batchSize mean of the images that the model took at once; null if it is not known
 */
record Result(
    String way,
    double imagesPerSecond,
    double spread,
    double ofBareLoop,
    double cpuSeconds,
    Double batchSize) {}
