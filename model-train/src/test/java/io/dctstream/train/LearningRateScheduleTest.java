package io.dctstream.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LearningRateScheduleTest {
  @ParameterizedTest
  @EnumSource
  void risesLinearlyToThePeak(Schedule fall) {
    LearningRateSchedule schedule = new LearningRateSchedule(fall, 0.4, 10, 110);

    assertThat(schedule.valueAt(0, 0)).isCloseTo(0.04, within(1e-9));
    assertThat(schedule.valueAt(4, 0)).isCloseTo(0.2, within(1e-9));
    assertThat(schedule.valueAt(10, 0)).isEqualTo(0.4);
  }

  @Test
  void fallsToZeroAlongACosine() {
    LearningRateSchedule schedule = new LearningRateSchedule(Schedule.COSINE, 0.4, 10, 110);

    assertThat(schedule.valueAt(60, 1)).isCloseTo(0.2, within(1e-9));
    assertThat(schedule.valueAt(109, 1)).isPositive().isLessThan(0.001);
    assertThat(schedule.valueAt(110, 2)).isZero();
  }

  /** Ten steps an epoch, 90 epochs, five of warm-up. */
  @ParameterizedTest
  @CsvSource({"50,0.4", "299,0.4", "300,0.04", "599,0.04", "600,0.004", "800,0.0004", "899,0.0004"})
  void fallsByTensWhereThePaperHasIt(int step, double rate) {
    assertThat(new LearningRateSchedule(Schedule.STEP, 0.4, 50, 900).valueAt(step, 0))
        .isCloseTo(rate, within(1e-9));
  }
}
