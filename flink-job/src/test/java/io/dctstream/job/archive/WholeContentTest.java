package io.dctstream.job.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeContentTest {
  @ParameterizedTest
  @CsvSource({
    "5000, 5000, 9000", // as it was said to be
    "5000, 4000, 9000", // a file that has grown since it was listed
    "5000, 6000, 9000", // or has become shorter
    "5000, -1, 9000",
    "0, 0, 9000",
    "5000, 0, 9000",
    "9500, 4000, 9000", // no more than wanted is read
    "9500, 9500, 9000",
    "5000, 9000000000, 9000", // a lie
    "3000000, 3000000, 4000000"
  })
  void allIsReadWhateverWasSaid(int length, long expected, int most) throws IOException {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);

    assertThat(WholeContent.read(new ByteArrayInputStream(bytes), expected, most))
        .isEqualTo(Arrays.copyOf(bytes, Math.min(length, most)));
  }
}
