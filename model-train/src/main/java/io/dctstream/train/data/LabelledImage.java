package io.dctstream.train.data;

/**
 * An image and what it shows.
 *
 * @param name file name or id; decides whether the image is used for training or validation
 * @param label index into {@link LabelledImages#labels()}
 * @param jpeg a JPEG file
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record LabelledImage(String name, int label, byte[] jpeg) {}
