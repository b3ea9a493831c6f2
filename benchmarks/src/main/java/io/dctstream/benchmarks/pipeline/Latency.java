package io.dctstream.benchmarks.pipeline;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * How long images take, in milliseconds from the time of their record.
 *
 * @param p50 median
 * @param p95 of 20 images one takes longer
 * @param p99 of 100 images one takes longer
 */
record Latency(double p50, double p95, double p99) {
  static Latency of(double[] millis) {
    DescriptiveStatistics statistics = new DescriptiveStatistics(millis);
    return new Latency(
        statistics.getPercentile(50), statistics.getPercentile(95), statistics.getPercentile(99));
  }
}
