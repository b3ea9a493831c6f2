package io.dctstream.benchmarks.networks;

import io.dctstream.export.precision.Precision;

/**
 * What came out for a contender at a batch size. Images a second are medians of the rounds, ratios
 * medians of the ratios within a round.
 *
 * @param network the network's name
 * @param precision of its graph
 * @param batchSize images in a run
 * @param parameters of the network
 * @param multiplyAccumulates of one image
 * @param alone images a second of the network alone
 * @param fromBytes images a second, decoding included
 * @param spread half the distance of the quartiles of {@code fromBytes}, as a share of it
 * @param bytesPerImage that a device is given
 * @param timesReference {@code fromBytes} as a multiple of that of ResNet-50 on RGB in the same
 *     precision at the same batch size; null if that did not take part
 * @param timesFloatReference the same, of ResNet-50 on RGB in 32-bit floats
 * @param timesInPaper the same in the paper, decoding not counted; null if it does not say
 * @param accuracy share of its validation images; null if it was not trained
 */
record Result(
    String network,
    Precision precision,
    int batchSize,
    long parameters,
    long multiplyAccumulates,
    double alone,
    double fromBytes,
    double spread,
    long bytesPerImage,
    Double timesReference,
    Double timesFloatReference,
    Double timesInPaper,
    Double accuracy) {}
