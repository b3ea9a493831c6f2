package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.npz.Npy;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DctCommandTest {
  private static final int LEVEL = 200;

  @TempDir Path folder;

  @Test
  void writesThePlanesWithoutPaddingAndTheirTables() throws IOException {
    Path jpeg = plain(40, 24); // 5x3 blocks, which 4:2:0 pads to 6x4
    Path npz = folder.resolve("plain.npz");

    Run run = Run.of("dct", jpeg, "--out", npz);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("40x24 pixels", "5x3 + 3x2 + 3x2 blocks");
    Npy y = Npy.read(npz, "y");
    Npy quant = Npy.read(npz, "quant");
    assertThat(y.header()).contains("'<i2'", "(3, 5, 64,)");
    assertThat(Npy.read(npz, "cb").header()).contains("(2, 3, 64,)");
    assertThat(Npy.read(npz, "cr").header()).contains("(2, 3, 64,)");
    assertThat(quant.header()).contains("'<u2'", "(3, 64,)");
    for (int block = 0; block < 15; block++) {
      // T.81 A.3.3: DC is eight times the mean less 128; the step of the table rounds it.
      assertThat(y.values().get(64 * block) * quant.values().get(0))
          .isBetween(
              8 * (LEVEL - 128) - quant.values().get(0), 8 * (LEVEL - 128) + quant.values().get(0));
      assertThat(y.values().get(64 * block + 1)).as("a plain block has no AC").isZero();
    }
  }

  @Test
  void namesAFileThatIsNoJpeg() throws IOException {
    Path text = Files.writeString(folder.resolve("note.txt"), "not a picture");
    Run run = Run.of("dct", text, "--out", folder.resolve("out.npz"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).startsWith(text + " cannot be decoded: ");
    assertThat(folder.resolve("out.npz")).doesNotExist();
  }

  @Test
  void writesWhatIsLeftOfACutFileIfLenient() throws IOException {
    byte[] jpeg = Files.readAllBytes(plain(400, 240));
    Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length - 20));
    Path npz = folder.resolve("cut.npz");

    assertThat(Run.of("dct", cut, "--out", npz).exitCode()).isEqualTo(1);
    Run run = Run.of("dct", cut, "--out", npz, "--lenient");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).endsWith(npz + " (2 warnings: Premature end of JPEG file)");
    assertThat(Npy.read(npz, "y").header()).contains("(30, 50, 64,)");
  }

  @Test
  void namesAMissingFile() {
    Run run = Run.of("dct", folder.resolve("gone.jpg"), "--out", folder.resolve("out.npz"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).contains("gone.jpg");
  }

  @Test
  void namesAFolder() {
    Run run = Run.of("dct", folder, "--out", folder.resolve("out.npz"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("'%s' is a folder; name JPEG files".formatted(folder));
  }

  @Test
  void asksForTheOutput() {
    Run run = Run.of("dct", "photo.jpg");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("--out").contains("./dctstream dct --help");
  }

  private Path plain(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(LEVEL, LEVEL, LEVEL));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    Path file = folder.resolve("plain.jpg");
    ImageIO.write(image, "jpeg", file.toFile());
    return file;
  }
}
