package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of README.md compiles, runs and is the one in README.md. */
class ReadmeTest {
  private static final Path SOURCE = Path.of("src/test/java/io/dctstream/jpegdct/ReadmeTest.java");

  @Test
  void theExampleFillsTheTensors(@TempDir Path folder) throws IOException, JpegException {
    Path dark = plain(folder.resolve("dark.jpg"), 300, 200, 60);
    Path bright = plain(folder.resolve("bright.jpg"), 224, 224, 200);

    Planes batch = example(List.of(dark, bright));

    int slot = 28 * 28 * 64;
    assertThat(batch.y().get(0)).isBetween(8f * (58 - 128), 8f * (62 - 128));
    assertThat(batch.y().get(slot)).isBetween(8f * (198 - 128), 8f * (202 - 128));
  }

  @Test
  void theExampleIsThatOfTheReadme() throws IOException {
    assertThat(between(Path.of("README.md"), "```java", "```"))
        .isEqualTo(between(SOURCE, "// from README.md", "// to README.md"));
  }

  private static Planes example(List<Path> files) throws IOException, JpegException {
    // from README.md
    BlockGrid grid = BlockGrid.ofPixels(224); // 28x28 blocks of Y, 14x14 of Cb and Cr
    TensorLayout layout = TensorLayout.of(grid); // all 64 frequencies: [files, 64, height, width]
    Planes batch = Planes.allocate(layout, files.size());
    try (FittedDecoder decoder =
        FittedDecoder.open(grid, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      for (int slot = 0; slot < files.size(); slot++) {
        decoder.decode(Files.readAllBytes(files.get(slot)), layout, batch, slot);
      }
    }
    // to README.md
    return batch;
  }

  private static Path plain(Path file, int width, int height, int level) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    Arrays.fill(samples, (byte) level);
    ImageIO.write(image, "jpeg", file.toFile());
    return file;
  }

  /** The lines between two, without the indentation of the first. */
  private static String between(Path file, String from, String to) throws IOException {
    return Files.readAllLines(file).stream()
        .dropWhile(line -> !line.strip().equals(from))
        .skip(1)
        .takeWhile(line -> !line.strip().equals(to))
        .collect(Collectors.joining("\n"))
        .stripIndent();
  }
}
