package io.dctstream.cli.dct;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.dct.FrameHeader.Factors;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameHeaderTest {
  /** SOI, a frame of 3 components and 640x427 samples of 8 bits, and the scan header's marker. */
  private static final String FILE = "ffd8 ff%02x 0011 08 01ab 0280 03 012200 021101 031101 ffda";

  @ParameterizedTest
  @CsvSource({
    "0xc0, baseline",
    "0xc1, extended",
    "0xc2, progressive",
    "0xc3, lossless",
    "0xc9, extended arithmetic",
    "0xca, progressive arithmetic",
    "0xcb, lossless arithmetic"
  })
  void readsWhatTheFrameSays(int marker, String mode) {
    FrameHeader header = FrameHeader.of(file(marker));
    assertThat(header)
        .isEqualTo(
            new FrameHeader(
                640, 427, mode, List.of(new Factors(2, 2), new Factors(1, 1), new Factors(1, 1))));
    assertThat(header.sampling()).isEqualTo("4:2:0");
  }

  @Test
  void findsNoneInAFileThatEndsBefore() {
    byte[] file = file(0xc0);
    for (int length = 0; length < file.length - 2; length++) {
      assertThat(FrameHeader.of(Arrays.copyOf(file, length))).as("%d bytes", length).isNull();
    }
  }

  @Test
  void findsNoneThatPromisesMoreComponentsThanItHas() {
    byte[] file = file(0xc0);
    file[11] = 4;
    assertThat(FrameHeader.of(file)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "11 11 11, 4:4:4",
    "21 11 11, 4:2:2",
    "22 11 11, 4:2:0",
    "12 11 11, 4:4:0",
    "41 11 11, 4:1:1",
    "42 11 11, 4:1:0",
    "22 12 12, 4:2:2",
    "22 22 22, 4:4:4",
    "22, 4:0:0",
    "22 11 12, 2x2 1x1 1x2",
    "31 21 21, 3x1 2x1 2x1",
    "23 12 12, 2x3 1x2 1x2",
    "11 22 22, 1x1 2x2 2x2",
    "11 00 00, 1x1 0x0 0x0",
    "11 11 11 11, 1x1 1x1 1x1 1x1"
  })
  void namesTheSampling(String factors, String name) {
    List<Factors> components =
        Arrays.stream(factors.split(" "))
            .map(pair -> new Factors(pair.charAt(0) - '0', pair.charAt(1) - '0'))
            .toList();
    assertThat(new FrameHeader(8, 8, "baseline", components).sampling()).isEqualTo(name);
  }

  private static byte[] file(int marker) {
    return HexFormat.of().parseHex(FILE.formatted(marker).replace(" ", ""));
  }
}
