/**
 * Labelled pictures drawn by program, for a demo, tests and training without any data at hand.
 *
 * <p>{@link io.dctstream.samples.SampleImages} draws a {@code Scene} (a cluttered backdrop with a
 * {@link io.dctstream.samples.motif.Motif} on it), takes a picture of it with a {@code Camera}
 * (light, vignette, contrast, blur, noise) and writes it in a {@link
 * io.dctstream.samples.JpegFormat}. Everything but the motif is drawn by lot in the same way for
 * all classes, so that only shape and texture tell them apart. {@link io.dctstream.samples.Damage}
 * makes files that no decoder can use.
 */
package io.dctstream.samples;
