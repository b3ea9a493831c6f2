/**
 * What a backfill costs, beside the same work without Flink.
 *
 * <p>The same images lie on the disk in several {@link io.dctstream.benchmarks.backfill.Layout}s.
 * Each {@link io.dctstream.benchmarks.backfill.Program} classifies them in a process of its own,
 * all on the same cores, and leaves results that say when each image was classified: a bare loop
 * over the files in memory, the command {@code backfill}, and a plain program on ImageIO. The
 * processes take turns and are watched from outside, so that starting is counted apart from the
 * rate that follows. {@link io.dctstream.benchmarks.backfill.Resumption} kills a backfill and lets
 * it go on.
 */
package io.dctstream.benchmarks.backfill;
