package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Odd, old and damaged files as the world has them: each a result or a typed error. */
class RobustnessTest {
  private static final Path FOLDER = Path.of("../../shared/data/robustness");

  @Test
  void everyFileIsDecodedOrRefusedAsItsManifestSays() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "skipped: there is no folder " + FOLDER);
    List<String> lines = Files.readAllLines(FOLDER.resolve("MANIFEST.tsv"));
    BlockGrid grid = BlockGrid.ofPixels(224);
    try (CoefficientReader reader =
            CoefficientReader.open(DecodeLimits.DEFAULT, DamagePolicy.STRICT);
        FittedDecoder fitted =
            FittedDecoder.open(grid, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split("\t", -1);
        byte[] jpeg = Files.readAllBytes(FOLDER.resolve(fields[0]));
        Optional<JpegError> read = error(() -> reader.read(jpeg));
        Optional<JpegError> fit = error(() -> Unpacked.of(fitted.decode(jpeg), grid));
        assertExpected(fields[0], fields[4], fields[7], read);
        if (read.isPresent()) {
          assertThat(fit).as("fit of %s", fields[0]).isPresent();
        } else if (fit.isPresent()) {
          assertThat(fit).as("fit of %s", fields[0]).contains(JpegError.UNSUPPORTED);
        }
      }
    }
  }

  private static void assertExpected(
      String file, String expectation, String djpeg, Optional<JpegError> error) {
    switch (expectation) {
      case "ok", "ok-or-lenient" -> assertThat(error).as(file).isEmpty();
      case "truncated" -> assertThat(error).as(file).contains(JpegError.TRUNCATED);
      case "unsupported-or-ok" ->
          assertThat(error.orElse(JpegError.UNSUPPORTED)).as(file).isEqualTo(JpegError.UNSUPPORTED);
      default -> assertThat(error.isPresent()).as(file).isEqualTo(djpeg.equals("error"));
    }
  }

  private interface Decoding {
    Object run() throws JpegException;
  }

  private static Optional<JpegError> error(Decoding decoding) {
    try {
      decoding.run();
      return Optional.empty();
    } catch (JpegException e) {
      return Optional.of(e.error());
    }
  }
}
