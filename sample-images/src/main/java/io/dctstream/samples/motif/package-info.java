/**
 * What the pictures show: one {@link io.dctstream.samples.motif.Motif} a class. A motif knows
 * shapes only; colours, place, angle and scale come with the {@link
 * io.dctstream.samples.motif.Canvas}, so that none of them can become typical of a class.
 */
package io.dctstream.samples.motif;
