/**
 * The first step of the job: JPEG files to packed coefficients.
 *
 * <p>{@link io.dctstream.decoder.DecodeFunction} decodes each image only as far as its DCT
 * coefficients, fitted to the grid of the model that will read them. An image that cannot be
 * decoded harms only itself: it leaves through the side output {@link
 * io.dctstream.decoder.DecodeFunction#REJECTS} with the reason and its bytes as they came.
 */
package io.dctstream.decoder;
