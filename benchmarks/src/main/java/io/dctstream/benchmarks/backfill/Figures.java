package io.dctstream.benchmarks.backfill;

import java.util.List;
import javax.annotation.Nullable;

/**
 * All that a run of the benchmark found.
 *
 * @param how what was measured, in some sentences
 * @param results of the programs, side by side
 * @param courses of the backfills in the last round
 * @param resumption of a backfill that was killed; null if none was
 */
record Figures(
    String how, List<Result> results, List<Course> courses, @Nullable Resumption resumption) {}
