package io.dctstream.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionOrderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 2 9 10 11 100",
        "v1 v2 v10",
        "1.2 1.9 1.10 2.0",
        "2 2-rc1 2-rc2 2-rc10 3",
        "2026-09-30 2026-10-01 2026-10-01T08 2026-11-01",
        "001 01 1",
        "9 99999999999999999999 100000000000000000000",
        "1 a1 b1",
      })
  void numbersAreNumbers(String oldestFirst) {
    List<String> versions = List.of(oldestFirst.split(" ", -1));
    List<String> sorted = new ArrayList<>(versions);
    Collections.shuffle(sorted, new Random(1));
    sorted.sort(VersionOrder.OLDEST_FIRST);
    assertThat(sorted).isEqualTo(versions);
  }
}
