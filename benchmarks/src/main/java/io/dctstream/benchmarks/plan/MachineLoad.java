package io.dctstream.benchmarks.plan;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one machine with a GPU carries with a network, at the planned load.
 *
 * @param coresForGpu cores that read, decode and write as fast as the GPU classifies
 * @param beside with decoding on the same machine
 * @param apart if other machines decode and send payloads
 */
record MachineLoad(double coresForGpu, Carried beside, Carried apart) {
  /**
   * @param perSecond images
   * @param limit what keeps it from more
   */
  record Carried(double perSecond, Limit limit) {}

  static MachineLoad of(Costs.Network network, double jpegBytes, Machine machine, Costs costs) {
    double streaming = costs.streaming().value();
    double beside = costs.decodeMicros(jpegBytes) + streaming;
    return new MachineLoad(
        network.gpu() * beside / 1e6,
        carried(network, machine, beside, jpegBytes),
        carried(
            network,
            machine,
            streaming + costs.shuffling().value(),
            costs.packedBytes(jpegBytes) + costs.shuffleBytes().value()));
  }

  /** Whether the GPU would wait for the machine that it is in, and less so for others. */
  boolean isBetterApart() {
    return apart.perSecond() > beside.perSecond();
  }

  private static Carried carried(
      Costs.Network network, Machine machine, double micros, double bytes) {
    Map<Limit, Double> most = new EnumMap<>(Limit.class);
    most.put(Limit.CORES, machine.cores() * 1e6 / micros);
    most.put(Limit.GPU, network.gpu());
    most.put(Limit.NETWORK, machine.gigabits() / Demand.gigabits(1, bytes));
    Map.Entry<Limit, Double> least =
        most.entrySet().stream().min(Comparator.comparingDouble(Map.Entry::getValue)).orElseThrow();
    return new Carried(least.getValue() * machine.load(), least.getKey());
  }
}
