/**
 * Measurements.
 *
 * <p>{@link io.dctstream.benchmarks.DecodeBenchmark} compares decoding to coefficients with
 * decoding to RGB; {@link io.dctstream.benchmarks.Bench} runs it and prints the ratios. The ways to
 * RGB are written as carefully as ours: the same library, the same reused buffers, the same filter.
 */
package io.dctstream.benchmarks;
