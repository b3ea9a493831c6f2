package io.dctstream.contract;

/**
 * What two versions of a model said of the same image: the one that serves, and one that runs
 * beside it as its shadow.
 *
 * @param serving the image's prediction, as it went out
 * @param shadow what the other version would have said
 * @param difference half the sum of the differences of all scores, 0 (the versions agree) to 1
 *     (they have nothing in common)
 */
public record Comparison(Prediction serving, Prediction shadow, float difference) {}
