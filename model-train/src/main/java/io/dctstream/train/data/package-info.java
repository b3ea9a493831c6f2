/**
 * From labelled JPEG files to batches of coefficients.
 *
 * <p>{@link io.dctstream.train.data.LabelledImages} come from a folder or are drawn. Each is
 * decoded once, with the decoder that serving uses, and kept as a packed payload; batches are
 * unpacked, augmented and filled while the network is busy with the one before.
 */
package io.dctstream.train.data;
