package io.dctstream.benchmarks.backfill;

/**
 * What a process has of the machine.
 *
 * @param seconds since it was started
 * @param cpuSeconds of processors, so far
 * @param residentMebibytes of memory, now
 */
record Usage(double seconds, double cpuSeconds, long residentMebibytes) {}
