/** Labelled pictures drawn by program, for a demo, tests and training without any data at hand. */
package io.dctstream.samples;
