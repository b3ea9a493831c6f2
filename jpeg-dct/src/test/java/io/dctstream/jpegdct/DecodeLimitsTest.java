package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecodeLimitsTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Far above what a refusal takes, far below what the refused work would. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @Test
  void aSmallFileThatClaimsBillionsOfPixelsIsRefusedBeforeMemoryIsTaken() throws IOException {
    assumeTrue(Files.exists(STATUS), "skipped: there is no " + STATUS);
    byte[] jpeg = ScanBomb.of(16, 16, 1);
    int frame = TestJpeg.find(jpeg, 0xC2);
    for (int i = 5; i < 9; i += 2) { // height and width 65500
      jpeg[frame + i] = (byte) 0xFF;
      jpeg[frame + i + 1] = (byte) 0xDC;
    }
    assertTooLarge(ScanBomb.of(16, 16, 101), DecodeLimits.DEFAULT, "scans"); // loads what it needs
    long before = peakKilobytes();

    assertTooLarge(jpeg, DecodeLimits.DEFAULT, "65500x65500");

    assertThat(peakKilobytes() - before).isLessThan(64 << 10); // 8.6 GB of coefficients
  }

  @Test
  void pixelsAtTheLimitAreTaken() throws JpegException {
    byte[] jpeg = ScanBomb.of(24, 16, 1);

    assertThat(read(jpeg, new DecodeLimits(1 << 20, 24 * 16, 1, 24 * 16)).width()).isEqualTo(24);
    assertTooLarge(jpeg, new DecodeLimits(1 << 20, 24 * 16 - 1, 1, 1 << 20), "24x16");
  }

  @Test
  void scansAtTheLimitAreTaken() throws JpegException {
    byte[] jpeg = ScanBomb.of(16, 16, 7);

    assertThat(read(jpeg, new DecodeLimits(1 << 20, 256, 7, 7 * 256)).width()).isEqualTo(16);
    assertTooLarge(jpeg, new DecodeLimits(1 << 20, 256, 6, 7 * 256), "6 scans");
    assertTooLarge(jpeg, new DecodeLimits(1 << 20, 256, 7, 7 * 256 - 1), "1791 pixels");
  }

  @Test
  void aBombOfScansIsStoppedEarly() {
    byte[] jpeg = ScanBomb.of(5000, 5000, 1000);
    DecodeLimits manyScans = new DecodeLimits(1 << 20, 50_000_000, 1000, 100_000_000);

    assertThat(jpeg.length).isLessThan(200_000);
    assertTooLarge(jpeg, manyScans, "100000000 pixels");
  }

  @Test
  void limitsThatWouldRefuseEverythingAreRefused() {
    assertThatThrownBy(() -> new DecodeLimits(0, 1, 1, 1)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> new DecodeLimits(1, 0, 1, 1)).hasMessageContaining("0 pixels");
    assertThatThrownBy(() -> new DecodeLimits(1, 1, 0, 1)).hasMessageContaining("0 scans");
    assertThatThrownBy(() -> new DecodeLimits(1, 9, 1, 8))
        .hasMessageContaining("a single scan of 9 pixels");
  }

  private static JpegCoefficients read(byte[] jpeg, DecodeLimits limits) throws JpegException {
    try (CoefficientReader reader = CoefficientReader.open(limits, DamagePolicy.LENIENT)) {
      return reader.read(jpeg);
    }
  }

  private static void assertTooLarge(byte[] jpeg, DecodeLimits limits, String named) {
    try (CoefficientReader reader = CoefficientReader.open(limits, DamagePolicy.LENIENT);
        FittedDecoder fitted =
            FittedDecoder.open(BlockGrid.ofPixels(32), Fit.RESIZE, limits, DamagePolicy.LENIENT)) {
      long start = System.nanoTime();
      JpegException read = catchThrowableOfType(JpegException.class, () -> reader.read(jpeg));
      JpegException fit = catchThrowableOfType(JpegException.class, () -> fitted.decode(jpeg));
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      assertThat(read.error()).isEqualTo(JpegError.TOO_LARGE);
      assertThat(read).hasMessageContaining(named);
      assertThat(fit).hasMessage(read.getMessage());
      assertThat(took).isLessThan(AT_ONCE);
    }
  }

  private static long peakKilobytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmPeak:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
