package io.dctstream.benchmarks.plan;

/**
 * A machine of the cluster that is planned.
 *
 * @param cores for each GPU
 * @param gigabits a second, in each direction, for each GPU
 * @param load share of its capacity that is planned with, above 0, up to 1
 */
record Machine(int cores, double gigabits, double load) {}
