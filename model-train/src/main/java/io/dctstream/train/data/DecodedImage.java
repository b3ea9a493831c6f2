package io.dctstream.train.data;

/**
 * An image as training keeps it.
 *
 * @param name the image's name
 * @param label index of its class
 * @param payload its coefficients, packed by {@link io.dctstream.jpegdct.FittedDecoder}
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record DecodedImage(String name, int label, byte[] payload) {}
