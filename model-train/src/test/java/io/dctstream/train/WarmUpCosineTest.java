package io.dctstream.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WarmUpCosineTest {
  private final WarmUpCosine schedule = new WarmUpCosine(0.4, 10, 110);

  @Test
  void risesLinearlyToThePeak() {
    assertThat(schedule.valueAt(0, 0)).isCloseTo(0.04, within(1e-9));
    assertThat(schedule.valueAt(4, 0)).isCloseTo(0.2, within(1e-9));
    assertThat(schedule.valueAt(10, 0)).isEqualTo(0.4);
  }

  @Test
  void fallsToZeroAlongACosine() {
    assertThat(schedule.valueAt(60, 1)).isCloseTo(0.2, within(1e-9));
    assertThat(schedule.valueAt(109, 1)).isPositive().isLessThan(0.001);
    assertThat(schedule.valueAt(110, 2)).isZero();
  }
}
