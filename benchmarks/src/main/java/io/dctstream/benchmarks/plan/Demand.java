package io.dctstream.benchmarks.plan;

/**
 * What a number of images a second takes, whatever the network.
 *
 * @param perSecond images
 * @param decodeCores for decoding, at the planned load
 * @param streamCores for reading, writing and Flink
 * @param brokerCores for one copy of the data in Kafka
 * @param kafkaInGigabits a second, of JPEG files
 * @param kafkaOutGigabits a second, of predictions
 * @param shuffleGigabits a second, if decoding and inference are apart
 * @param shuffleCores more, if they are
 * @param partitions of the input topic at least: one for each core that decodes
 */
record Demand(
    double perSecond,
    double decodeCores,
    double streamCores,
    double brokerCores,
    double kafkaInGigabits,
    double kafkaOutGigabits,
    double shuffleGigabits,
    double shuffleCores,
    long partitions) {
  private static final double MICROS = 1e6;

  static Demand of(double perSecond, double jpegBytes, double load, Costs costs) {
    double decodeCores = cores(perSecond, costs.decodeMicros(jpegBytes), load);
    double streamCores = cores(perSecond, costs.streaming().value(), load);
    return new Demand(
        perSecond,
        decodeCores,
        streamCores,
        cores(perSecond, costs.broker().value(), load),
        gigabits(perSecond, jpegBytes),
        gigabits(perSecond, costs.predictionBytes().value()),
        gigabits(perSecond, costs.packedBytes(jpegBytes) + costs.shuffleBytes().value()),
        cores(perSecond, costs.shuffling().value(), load),
        (long) Math.ceil(decodeCores + streamCores));
  }

  private static double cores(double perSecond, double micros, double load) {
    return perSecond * micros / MICROS / load;
  }

  static double gigabits(double perSecond, double bytes) {
    return perSecond * bytes * Byte.SIZE / 1e9;
  }
}
