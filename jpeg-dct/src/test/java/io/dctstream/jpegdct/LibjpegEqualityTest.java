package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file gives the coefficients, and the warnings, that {@code jpeg_read_coefficients} of
 * another build of libjpeg gives, or is refused by both. One reader reads all, libjpeg starts anew
 * for each, so that nothing may stay behind from one file to the next.
 */
class LibjpegEqualityTest {
  private static final Path ROBUSTNESS = Path.of("../../shared/data/robustness");
  private static final int[][] SIZES = {{1, 1}, {7, 9}, {8, 8}, {17, 33}, {640, 480}};

  private static final DecodeLimits LIMITS =
      new DecodeLimits(64 << 20, 100_000_000, 1000, 100_000_000_000L);

  @TempDir Path folder;

  private final CoefficientReader reader = CoefficientReader.open(LIMITS, DamagePolicy.LENIENT);
  private Libjpeg libjpeg;

  @BeforeEach
  void compile() throws IOException, InterruptedException {
    libjpeg = Libjpeg.compile(folder);
  }

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void ofOddAndOldAndDamagedFiles() throws IOException, InterruptedException {
    assumeTrue(Files.isDirectory(ROBUSTNESS), "skipped: there is no folder " + ROBUSTNESS);
    try (Stream<Path> files = Files.list(ROBUSTNESS)) {
      assertEqual(
          files.filter(file -> file.toString().matches(".*\\.jpe?g")).sorted().toList(), 70);
    }
  }

  @Test
  void ofEveryKindOfJpeg() throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    for (int[] size : SIZES) {
      files.addAll(JpegVariants.of(folder, size[0], size[1]));
    }
    assertEqual(files, files.size());
  }

  /** Which cjpeg does not write. */
  @Test
  void ofFourComponents() throws IOException, InterruptedException, JpegException {
    List<Path> files = new ArrayList<>();
    for (int transform = 0; transform <= 2; transform += 2) { // CMYK, YCCK
      for (int h = 1; h <= 2; h++) {
        int[][] factors = {{h, h}, {1, 1}, {1, 1}, {h, h}};
        byte[] jpeg =
            TestJpeg.encode(77, 51, TestJpeg.random(h, TestJpeg.blank(77, 51, factors)), 0);
        byte[] whole = Damage.splice(jpeg, 2, TestJpeg.adobe(transform));
        assertThat(reader.read(whole).colourSpace())
            .isEqualTo(transform == 0 ? ColourSpace.CMYK : ColourSpace.YCCK);
        files.add(write("four components %d %d.jpg".formatted(transform, h), whole));
      }
    }
    assertEqual(files, files.size());
  }

  @Test
  void ofDamagedFiles() throws IOException, InterruptedException {
    Random random = new Random(2026);
    List<Path> files = new ArrayList<>();
    for (Path file : JpegVariants.of(folder, 101, 75)) {
      byte[] jpeg = Files.readAllBytes(file);
      for (Damage damage : Damage.values()) {
        for (int i = 0; i < 5; i++) {
          String name = "%s %s %d".formatted(file.getFileName(), damage, i);
          files.add(write(name, damage.apply(jpeg, random)));
        }
      }
    }
    assertEqual(files, files.size() / 2);
  }

  private Path write(String name, byte[] jpeg) throws IOException {
    return Files.write(folder.resolve(name), jpeg);
  }

  private void assertEqual(List<Path> files, int atLeastRead)
      throws IOException, InterruptedException {
    SoftAssertions softly = new SoftAssertions();
    int[] read = {0};
    libjpeg.read(
        files,
        (file, reading) -> {
          read[0] += reading.fatal() == null ? 1 : 0;
          String name = file.getFileName().toString();
          softly
              .assertThatCode(() -> assertSame(Files.readAllBytes(file), reading))
              .as(name)
              .doesNotThrowAnyException();
        });
    softly.assertAll();
    assertThat(read[0]).isGreaterThanOrEqualTo(atLeastRead);
  }

  private void assertSame(byte[] jpeg, Libjpeg.Reading expected) throws IOException {
    JpegCoefficients read;
    try {
      read = reader.read(jpeg);
    } catch (JpegException e) {
      if (expected.fatal() == null) {
        assertThat(e.error()).as(e.getMessage()).isEqualTo(JpegError.TRUNCATED);
        assertThat(expected.components()).extracting(Libjpeg.Component::begun).contains(false);
      }
      return;
    }
    assertThat(expected.fatal()).as("libjpeg's error").isNull();
    assertThat(expected.components()).extracting(Libjpeg.Component::begun).containsOnly(true);
    assertThat(read.width()).isEqualTo(expected.width());
    assertThat(read.height()).isEqualTo(expected.height());
    assertThat(read.warnings()).isEqualTo(expected.warnings());
    assertThat(read.components()).hasSameSizeAs(expected.components());
    for (int i = 0; i < read.components().size(); i++) {
      assertSame(i, read.components().get(i), expected.components().get(i));
    }
  }

  private static void assertSame(
      int index, JpegCoefficients.Component read, Libjpeg.Component expected) {
    assertThat(
            List.of(
                read.horizontalSampling(),
                read.verticalSampling(),
                read.blocksWide(),
                read.blocksHigh(),
                read.stride()))
        .as("sampling and size of component %d", index)
        .containsExactly(
            expected.h(),
            expected.v(),
            expected.blocksWide(),
            expected.blocksHigh(),
            expected.stride());
    assertThat(read.table().mismatch(expected.table()))
        .as("table of component %d", index)
        .isEqualTo(-1);
    assertThat(read.blocks().mismatch(expected.blocks()))
        .as("first different coefficient of component %d", index)
        .isEqualTo(-1);
  }
}
