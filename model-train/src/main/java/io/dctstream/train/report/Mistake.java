package io.dctstream.train.report;

/**
 * An image that a network takes for what it is not.
 *
 * @param name the image's name
 * @param label what it is
 * @param guess what the network takes it for
 * @param score of the guess, in [0, 1]
 * @param jpeg the image as the network is shown it
 */
@SuppressWarnings("ArrayRecordComponent") // shown, never compared
public record Mistake(String name, String label, String guess, double score, byte[] jpeg) {}
