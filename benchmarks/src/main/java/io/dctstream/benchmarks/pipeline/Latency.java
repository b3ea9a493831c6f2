package io.dctstream.benchmarks.pipeline;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * How long images take, in milliseconds after they were due to be sent.
 *
 * @param p50 median
 * @param p95 of 20 images one takes longer
 * @param p99 of 100 images one takes longer
 * @param p999 of 1,000 images one takes longer
 */
record Latency(double p50, double p95, double p99, double p999) {
  static Latency of(double[] millis) {
    DescriptiveStatistics statistics = new DescriptiveStatistics(millis);
    return new Latency(
        statistics.getPercentile(50),
        statistics.getPercentile(95),
        statistics.getPercentile(99),
        statistics.getPercentile(99.9));
  }
}
