package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of bad input is told apart, by both decoders, before it costs memory or time. */
class JpegErrorTest {
  private static final int[][] YCBCR_420 = {{2, 2}, {1, 1}, {1, 1}};

  private final DecodeLimits limits = new DecodeLimits(1 << 20, 1_000_000, 10, 10_000_000);
  private final CoefficientReader reader = CoefficientReader.open(limits, DamagePolicy.STRICT);
  private final FittedDecoder fitted =
      FittedDecoder.open(BlockGrid.ofPixels(32), Fit.RESIZE, limits, DamagePolicy.STRICT);

  @AfterEach
  void close() {
    reader.close();
    fitted.close();
  }

  @Test
  void whatDoesNotBeginAsAJpegIsNotJpeg() {
    assertError(JpegError.NOT_JPEG, new byte[0]);
    assertError(JpegError.NOT_JPEG, new byte[] {(byte) 0xFF});
    assertError(JpegError.NOT_JPEG, "a letter".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 0.5, 0.8, 0.95})
  void aBaselineFileThatIsCutIsTruncated(double share) {
    byte[] jpeg = baseline();

    assertError(JpegError.TRUNCATED, Arrays.copyOf(jpeg, (int) (jpeg.length * share)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 0.5, 0.8, 0.95})
  void aProgressiveFileThatIsCutIsTruncated(double share) throws IOException {
    byte[] jpeg = TestJpeg.progressive();

    assertError(JpegError.TRUNCATED, Arrays.copyOf(jpeg, (int) (jpeg.length * share)));
  }

  @Test
  void onlyTheEndMarkerMayBeMissing() throws IOException, JpegException {
    for (byte[] jpeg : new byte[][] {baseline(), TestJpeg.progressive()}) {
      byte[] whole = fitted.decode(jpeg);

      byte[] withoutEnd = fitted.decode(Arrays.copyOf(jpeg, jpeg.length - 2));

      assertThat(withoutEnd).isEqualTo(whole);
    }
  }

  @Test
  void aMarkerAmidTheEntropyCodeIsCorrupt() {
    byte[] jpeg = baseline();
    jpeg[jpeg.length / 2] = (byte) 0xFF;
    jpeg[jpeg.length / 2 + 1] = (byte) 0xD9;

    assertError(JpegError.CORRUPT, jpeg);
  }

  @Test
  void moreBytesThanTheLimitAreTooLarge() {
    assertError(JpegError.TOO_LARGE, new byte[limits.maxBytes() + 1]);
  }

  @Test
  void twelveBitsASampleAreUnsupported() {
    byte[] jpeg = baseline();
    jpeg[frame(jpeg) + 4] = 12;

    assertError(JpegError.UNSUPPORTED, jpeg);
  }

  /**
   * With the scan header of a lossless picture, and with that of baseline, which it may not have.
   */
  @Test
  void aLosslessFrameIsUnsupported() {
    byte[] mislabelled = baseline();
    mislabelled[frame(mislabelled) + 1] = (byte) 0xC3;
    byte[] lossless = mislabelled.clone();
    int scan = TestJpeg.find(lossless, 0xDA);
    lossless[scan + 11] = 1; // the predictor
    lossless[scan + 12] = 0;

    for (byte[] jpeg : new byte[][] {mislabelled, lossless}) {
      assertError(JpegError.UNSUPPORTED, jpeg);
      assertThatThrownBy(() -> reader.read(jpeg)).hasMessageContaining("lossless");
    }
  }

  /** libjpeg-turbo 3.0.1 does not check the number before it uses it as an index. */
  @Test
  void aQuantisationTableThatDoesNotExistIsCorrupt() {
    byte[] jpeg = baseline();
    jpeg[frame(jpeg) + 12] = (byte) 237;

    assertError(JpegError.CORRUPT, jpeg);
  }

  private void assertError(JpegError expected, byte[] jpeg) {
    assertError(expected, jpeg, reader, fitted);
  }

  private static void assertError(
      JpegError expected, byte[] jpeg, CoefficientReader reader, FittedDecoder fitted) {
    JpegException read = catchThrowableOfType(JpegException.class, () -> reader.read(jpeg));
    JpegException fit = catchThrowableOfType(JpegException.class, () -> fitted.decode(jpeg));

    assertThat(read).isNotNull();
    assertThat(read.error()).as(read.getMessage()).isEqualTo(expected);
    assertThat(fit).isNotNull();
    assertThat(fit.error()).as(fit.getMessage()).isEqualTo(expected);
    assertThat(read).hasMessageMatching("[^\\n]{8,}");
  }

  private static int frame(byte[] jpeg) {
    return TestJpeg.find(jpeg, 0xC0);
  }

  private static byte[] baseline() {
    return TestJpeg.encode(100, 80, TestJpeg.random(21, TestJpeg.blank(100, 80, YCBCR_420)), 0);
  }
}
