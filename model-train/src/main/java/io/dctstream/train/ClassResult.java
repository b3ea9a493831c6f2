package io.dctstream.train;

/**
 * How well a network does on one class.
 *
 * @param label the class's name
 * @param images how many images of the class were classified
 * @param precision share of the images taken for this class that are of it, in [0, 1]; 0 if none
 *     was
 * @param recall share of the images of this class that were taken for it, in [0, 1]; 0 if there was
 *     none
 */
public record ClassResult(String label, int images, double precision, double recall) {}
