package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures fitted once and stored: the same coefficients, in a file that others read, too. */
class NormaliseTest {
  private static final Path PHOTOS = Path.of("../../shared/data/photos");
  private static final BlockGrid GRID = BlockGrid.ofPixels(128);

  @Test
  void anyPictureOfAnySizeIsTheSamePayload(@TempDir Path folder) throws Exception {
    List<Path> pictures = new ArrayList<>(JpegVariants.of(folder, 203, 149));
    pictures.addAll(JpegVariants.of(Files.createDirectory(folder.resolve("small")), 90, 90));
    pictures.addAll(JpegVariants.of(Files.createDirectory(folder.resolve("grid")), 128, 128));
    int stored = 0;
    try (FittedDecoder decoder = open()) {
      for (Path picture : pictures) {
        stored += assertSame(decoder, picture) ? 1 : 0;
      }
    }
    assertThat(stored).isGreaterThan(pictures.size() / 2);
  }

  @Test
  void photographsAreTheSamePayload() throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(PHOTOS), "There are no photographs to try");
    try (FittedDecoder decoder = open();
        Stream<Path> photos = Files.list(PHOTOS)) {
      for (Path photo : photos.filter(file -> file.toString().endsWith(".jpg")).toList()) {
        assertThat(assertSame(decoder, photo)).as(photo.toString()).isTrue();
      }
    }
  }

  @Test
  void aDamagedPictureHarmsOnlyItself() throws Exception {
    byte[] good = TestJpeg.encode(128, 128, TestJpeg.blank(128, 128, new int[] {1, 1}), 0);
    try (FittedDecoder decoder = open()) {
      byte[] before = decoder.normalise(good);
      assertThatThrownBy(() -> decoder.normalise(new byte[] {1})).isInstanceOf(JpegException.class);
      assertThat(decoder.normalise(good)).isEqualTo(before);
    }
  }

  /** False if the picture cannot be decoded at all. */
  private static boolean assertSame(FittedDecoder decoder, Path picture) throws IOException {
    byte[] original = Files.readAllBytes(picture);
    try {
      byte[] payload = decoder.decode(original);
      byte[] normalised = decoder.normalise(original);
      assertThat(decoder.decode(normalised)).as(picture.toString()).isEqualTo(payload);
      assertThat(decoder.warnings().any()).isFalse();
      assertThat(decoder.normalise(normalised)).as("twice").isEqualTo(normalised);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(normalised));
      assertThat(image.getWidth()).isEqualTo(GRID.pixelWidth());
      assertThat(image.getHeight()).isEqualTo(GRID.pixelHeight());
      return true;
    } catch (JpegException e) {
      return false;
    }
  }

  private static FittedDecoder open() {
    return FittedDecoder.open(GRID, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT);
  }
}
