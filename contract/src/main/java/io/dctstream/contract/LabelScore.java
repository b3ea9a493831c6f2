package io.dctstream.contract;

/**
 * One class of a prediction.
 *
 * @param label the class's name
 * @param score its probability, 0 to 1
 */
public record LabelScore(String label, float score) {}
