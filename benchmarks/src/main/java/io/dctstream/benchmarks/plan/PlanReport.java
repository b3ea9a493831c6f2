package io.dctstream.benchmarks.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as Markdown. */
final class PlanReport {
  private PlanReport() {}

  static String markdown(List<Double> rates, double jpegBytes, Machine machine) {
    Costs costs = Costs.measured();
    List<Demand> demands =
        rates.stream().map(rate -> Demand.of(rate, jpegBytes, machine.load(), costs)).toList();
    return words(
            """
            JPEG files of %,.0f bytes%s, payloads of %,.0f; %.0f %% of all capacities used.

            """,
            jpegBytes,
            costs.covers(jpegBytes) ? "" : " (such were not measured: the nearest line goes on)",
            costs.packedBytes(jpegBytes),
            100 * machine.load())
        + "| images/s | cores to decode | to read, write and stream | for the broker | Kafka in,"
        + " Gbit/s | out | partitions | apart: shuffle, Gbit/s | cores more |\n"
        + "|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        + demands.stream().map(PlanReport::row).collect(Collectors.joining())
        + "\n| network | images/s | cores, fp32 | cores, int8 | GPUs, fp16 |\n"
        + "|---|---:|---:|---:|---:|\n"
        + costs.networks().stream()
            .flatMap(network -> rates.stream().map(rate -> row(network, rate, machine.load())))
            .collect(Collectors.joining())
        + words(
            """

            One GPU machine has %d cores and %.0f Gbit/s for each GPU.

            | network | cores that feed the GPU | beside: images/s | limit | apart: images/s | limit | decode |
            |---|---:|---:|---|---:|---|---|
            """,
            machine.cores(), machine.gigabits())
        + costs.networks().stream()
            .map(network -> row(network, MachineLoad.of(network, jpegBytes, machine, costs)))
            .collect(Collectors.joining());
  }

  private static String row(Demand demand) {
    return words(
        "| %,.0f | %,.1f | %,.1f | %,.1f | %,.2f | %,.3f | %,d | %,.2f | %,.1f |%n",
        demand.perSecond(),
        demand.decodeCores(),
        demand.streamCores(),
        demand.brokerCores(),
        demand.kafkaInGigabits(),
        demand.kafkaOutGigabits(),
        demand.partitions(),
        demand.shuffleGigabits(),
        demand.shuffleCores());
  }

  private static String row(Costs.Network network, double rate, double load) {
    return words(
        "| %s | %,.0f | %,.0f | %,.0f | %,.0f |%n",
        network.name(),
        rate,
        Math.ceil(rate / network.fp32() / load),
        Math.ceil(rate / network.int8() / load),
        Math.ceil(rate / network.gpu() / load));
  }

  private static String row(Costs.Network network, MachineLoad load) {
    return words(
        "| %s | %,.0f | %,.0f | %s | %,.0f | %s | %s |%n",
        network.name(),
        load.coresForGpu(),
        load.beside().perSecond(),
        load.beside().limit(),
        load.apart().perSecond(),
        load.apart().limit(),
        load.isBetterApart() ? "apart" : "beside");
  }

  private static String words(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
