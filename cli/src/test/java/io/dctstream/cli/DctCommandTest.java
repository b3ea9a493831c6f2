package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.cli.npz.Npy;
import io.dctstream.samples.ChromaSampling;
import io.dctstream.samples.JpegFormat;
import io.dctstream.samples.SampleImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(run.out()).endsWith("blocks (2 warnings: Premature end of JPEG file) -> " + npz);
    assertThat(Npy.read(npz, "y").header()).contains("(30, 50, 64,)");
  }

  @Test
  void namesAMissingFile() {
    Run run = Run.of("dct", folder.resolve("gone.jpg"), "--out", folder.resolve("out.npz"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).contains("gone.jpg");
  }

  @Test
  void writesAFileForEachWhereItLiesAndComplainsOfTheOthers() throws IOException {
    Path images = folder.resolve("images");
    Path first = write(images.resolve("a.jpg"), new JpegFormat(75, ChromaSampling.FULL, false));
    write(images.resolve("deep/er/b.JPEG"), new JpegFormat(75, ChromaSampling.GREY, false));
    Path bad = Files.writeString(images.resolve("deep/note.jpg"), "not a picture");
    Files.writeString(images.resolve("notes.txt"), "not meant");
    Path single = write(folder.resolve("c.jpg"), new JpegFormat(75, ChromaSampling.FULL, false));
    Path gone = folder.resolve("gone.jpg");
    Path out = folder.resolve("out");

    Run run = Run.of("dct", images, single, gone, "--out", out);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("3 of 5 files decoded -> " + out);
    assertThat(run.err().lines().filter(line -> !line.startsWith("images ")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith(bad + " cannot be decoded: "),
            line -> assertThat(line).contains(gone.toString()));
    assertThat(filesIn(out))
        .containsExactlyInAnyOrder("a.jpg.npz", "deep/er/b.JPEG.npz", "c.jpg.npz");
    // Each has its own picture's coefficients, not those that the reader's buffer held last.
    Run.of("dct", first, "--out", folder.resolve("a.npz"));
    assertThat(Npy.read(out.resolve("a.jpg.npz"), "y"))
        .isEqualTo(Npy.read(folder.resolve("a.npz"), "y"));
  }

  /** Quality 31 is not quite libjpeg's: ImageIO does not round 5000 / 31 percent. */
  @ParameterizedTest
  @CsvSource({
    "75, true, HALF_BOTH, false, 4:2:0, baseline, ycbcr",
    "92, true, HALF_WIDTH, true, 4:2:2, progressive, ycbcr",
    "50, true, FULL, false, 4:4:4, baseline, ycbcr",
    "31, false, GREY, true, 4:0:0, progressive, grey"
  })
  void summarisesAFile(
      int quality,
      boolean exact,
      ChromaSampling chroma,
      boolean progressive,
      String sampling,
      String mode,
      String colours)
      throws IOException {
    Path jpeg = write(folder.resolve("a.jpg"), new JpegFormat(quality, chroma, progressive));
    Path npz = folder.resolve("a.npz");
    Path csv = folder.resolve("summary.csv");

    Run run = Run.of("dct", jpeg, "--out", npz, "--summary", csv);

    assertThat(run.out()).endsWith(" -> " + npz + ", " + csv);
    assertThat(Files.readAllLines(csv))
        .containsExactly(
            "file,bytes,width,height,mode,sampling,colourSpace,quality,qualityExact,nonZeroShare,"
                + "warnings,firstWarning,error,reason",
            "%s,%d,100,60,%s,%s,%s,%d,%s,%s,0,,,"
                .formatted(
                    jpeg,
                    Files.size(jpeg),
                    mode,
                    sampling,
                    colours,
                    quality,
                    exact,
                    nonZeroShare(npz)));
  }

  @Test
  void summarisesWhatCannotBeDecodedAsFarAsItIsKnown() throws IOException {
    byte[] jpeg = Files.readAllBytes(plain(400, 240));
    Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length - 20));
    Path text = Files.writeString(folder.resolve("note.txt"), "not a picture");
    Path gone = folder.resolve("gone.jpg");
    Path json = folder.resolve("summary.json");

    Run run = Run.of("dct", cut, text, gone, "--summary", json);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).as("nothing was decoded").isEmpty();
    JsonNode rows = new JsonMapper().readTree(json.toFile());
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).path("file").asText()).isEqualTo(cut.toString());
    assertThat(rows.get(0).path("error").asText()).isEqualTo("TRUNCATED");
    assertThat(rows.get(0).path("height").asInt()).isEqualTo(240);
    assertThat(rows.get(0).path("sampling").asText()).isEqualTo("4:2:0");
    assertThat(rows.get(0).has("quality")).isFalse();
    assertThat(rows.get(1).path("error").asText()).isEqualTo("NOT_JPEG");
    assertThat(rows.get(1).path("bytes").asInt()).isEqualTo(13);
    assertThat(rows.get(1).has("width")).isFalse();
    assertThat(rows.get(2).path("error").asText()).isEqualTo("UNREADABLE");
    assertThat(rows.get(2).path("reason").asText()).contains(gone.toString());
  }

  @Test
  void summarisesWarnings() throws IOException {
    byte[] jpeg = Files.readAllBytes(plain(400, 240));
    Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length - 20));
    Path csv = folder.resolve("summary.csv");

    Run run = Run.of("dct", cut, plain(16, 16), "--summary", csv, "--lenient");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("2 of 2 files decoded, 1 with warnings -> " + csv);
    assertThat(Files.readAllLines(csv).get(1)).endsWith(",2,Premature end of JPEG file,,");
  }

  @Test
  void refusesToWriteTwoPicturesToOneFile() throws IOException {
    JpegFormat format = new JpegFormat(75, ChromaSampling.FULL, false);
    Path one = write(folder.resolve("one/a.jpg"), format);
    Path two = write(folder.resolve("two/a.jpg"), format);
    Path out = folder.resolve("out");

    Run run = Run.of("dct", one.getParent(), two.getParent(), "--out", out);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).contains(one.toString(), two.toString());
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesOutputsThatCannotBe() throws IOException {
    Path jpeg = plain(16, 16);
    assertMisuse(Run.of("dct", jpeg), "--out", "--summary");
    assertMisuse(Run.of("dct", jpeg, jpeg, "--out", "a.npz"), "folder for 2 files", "'a.npz'");
    assertMisuse(Run.of("dct", jpeg, "--summary", "a.xls"), ".csv or .json", "'a.xls'");
  }

  @Test
  void namesAFolderThatCannotBeWrittenTo() throws IOException {
    Run run = Run.of("dct", plain(16, 16), "--summary", folder.resolve("none/a.csv"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).contains("none/a.csv");
  }

  private static void assertMisuse(Run run, String... parts) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains(parts).contains("./dctstream dct --help");
  }

  /** Counted in what numpy would load. */
  private static double nonZeroShare(Path npz) throws IOException {
    int nonZero = 0;
    int all = 0;
    for (String name : List.of("y", "cb", "cr")) {
      try (ZipFile zip = new ZipFile(npz.toFile())) {
        if (zip.getEntry(name + ".npy") == null) {
          continue;
        }
      }
      ShortBuffer values = Npy.read(npz, name).values();
      for (int i = 0; i < values.limit(); i++) {
        nonZero += values.get(i) == 0 ? 0 : 1;
      }
      all += values.limit();
    }
    return Math.round(1e4 * nonZero / all) / 1e4;
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  private static Path write(Path file, JpegFormat format) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, new SampleImages(7).draw(1, 100, 60, format).jpeg());
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
