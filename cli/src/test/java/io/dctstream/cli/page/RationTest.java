package io.dctstream.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RationTest {
  private static final long MILLI = 1_000_000;

  @Test
  void givesSoManyASecond() {
    Ration ration = new Ration(4, 2, 0);

    long given = LongStream.range(0, 10_000).filter(millis -> ration.take(millis * MILLI)).count();

    assertThat(given).isEqualTo(2 + 4 * 10 - 1); // what there was at first, then four a second
  }

  @Test
  void savesNoMoreThanItsMostInASilence() {
    Ration ration = new Ration(4, 2, 0);

    long later = 3_600_000 * MILLI;

    assertThat(ration.take(later)).isTrue();
    assertThat(ration.take(later)).isTrue();
    assertThat(ration.take(later)).isFalse();
  }
}
