package io.dctstream.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dctstream.benchmarks.plan.Costs.Decoding;
import io.dctstream.benchmarks.plan.Costs.Figure;
import io.dctstream.benchmarks.plan.Costs.Network;
import io.dctstream.benchmarks.plan.MachineLoad.Carried;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With costs that one can reckon with in the head. */
class DemandTest {
  /** 100 microseconds for 10 kB, 300 for 30 kB. */
  private static final Costs COSTS =
      new Costs(
          List.of(
              new Decoding("small", 10_000, 20_000, 10_000, ""),
              new Decoding("large", 30_000, 40_000, 1e6 / 300, "")),
          new Figure(100, ""),
          new Figure(50, ""),
          new Figure(200, ""),
          new Figure(1_000, ""),
          new Figure(500, ""),
          List.of());

  @Test
  void multipliesWhatAnImageCosts() {
    Demand demand = Demand.of(10_000, 20_000, 0.5, COSTS);

    assertThat(demand.decodeCores()).as("10,000 x 200 us, half used").isCloseTo(4, within(1e-9));
    assertThat(demand.streamCores()).isCloseTo(2, within(1e-9));
    assertThat(demand.brokerCores()).isCloseTo(1, within(1e-9));
    assertThat(demand.shuffleCores()).isCloseTo(4, within(1e-9));
    assertThat(demand.partitions()).isEqualTo(6);
    assertThat(demand.kafkaInGigabits()).isCloseTo(1.6, within(1e-9));
    assertThat(demand.kafkaOutGigabits()).isCloseTo(0.04, within(1e-9));
    assertThat(demand.shuffleGigabits()).as("30 kB and 1 kB").isCloseTo(2.48, within(1e-9));
  }

  @Test
  void coresThatAreTooFewSendDecodingElsewhere() {
    Network quick = network(20_000);

    MachineLoad few = MachineLoad.of(quick, 10_000, new Machine(2, 25, 1), COSTS);
    assertThat(few.coresForGpu()).as("20,000 x 200 us").isCloseTo(4, within(1e-9));
    assertThat(few.beside()).isEqualTo(new Carried(10_000, Limit.CORES));
    assertThat(few.apart().limit()).as("the sender's costs are others'").isEqualTo(Limit.CORES);

    MachineLoad enough = MachineLoad.of(quick, 10_000, new Machine(6, 25, 0.5), COSTS);
    assertThat(enough.beside()).isEqualTo(new Carried(10_000, Limit.GPU));
    assertThat(enough.isBetterApart()).isFalse();
  }

  @Test
  void decodingGoesElsewhereWhereItCostsMoreThanReceiving() {
    Machine machine = new Machine(4, 25, 1);

    MachineLoad load = MachineLoad.of(network(12_000), 50_000, machine, COSTS);
    assertThat(load.beside().perSecond()).as("4 cores, 600 us").isCloseTo(6_667, within(1.0));
    assertThat(load.apart()).isEqualTo(new Carried(12_000, Limit.GPU));
    assertThat(load.isBetterApart()).isTrue();
  }

  @Test
  void aNarrowNetworkIsTheLimit() {
    Machine machine = new Machine(64, 0.8, 1);

    MachineLoad load = MachineLoad.of(network(20_000), 10_000, machine, COSTS);
    assertThat(load.beside()).isEqualTo(new Carried(10_000, Limit.NETWORK));
    assertThat(load.apart().perSecond())
        .as("payloads are larger than files of 10 kB")
        .isLessThan(load.beside().perSecond());
    assertThat(load.isBetterApart()).isFalse();
    assertThat(MachineLoad.of(network(20_000), 100_000, machine, COSTS).isBetterApart())
        .as("and smaller than files of 100 kB")
        .isTrue();
  }

  private static Network network(double gpu) {
    return new Network("n", 1, 1, gpu, "");
  }
}
