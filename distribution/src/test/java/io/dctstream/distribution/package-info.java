/**
 * Tests of what users get and read: the unpacked distribution, and the pages that explain it.
 *
 * <p>Every fenced block of a shell has a mark in its info string. {@code bash tested} is run in a
 * scratch folder with the distribution in it, after the blocks before it on its page, as is {@code
 * java tested}; {@code console tested} has commands after {@code $ } and what they print, where
 * only the digits may differ; {@code not-run: REASON} is not run, but its commands and options must
 * exist.
 */
package io.dctstream.distribution;
