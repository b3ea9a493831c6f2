package io.dctstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.samples.ChromaSampling;
import io.dctstream.samples.JpegFormat;
import io.dctstream.samples.SampleImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeReportTest {
  private static final int JPEG = 1;
  private static final int PACKED = 2;
  private static final int ZSTD = 3;

  @Test
  void countsTheBytesOfEachForm() throws IOException, JpegException {
    List<List<String>> rows =
        rows(SizeReport.markdown(List.of("224x224-q75", "224x224-q90"), DecodeBenchmark.GRID));

    int[] lengths =
        PictureSet.of("224x224-q75").stream().mapToInt(jpeg -> jpeg.length).sorted().toArray();
    double median = (lengths[lengths.length / 2 - 1] + lengths[lengths.length / 2]) / 2.0;
    double mean = Arrays.stream(lengths).average().orElseThrow();
    assertThat(rows.get(0).get(JPEG)).isEqualTo("%,.0f / %,.0f".formatted(median, mean));
    for (List<String> row : rows) {
      assertThat(median(row, PACKED)).isGreaterThan(median(row, JPEG));
      assertThat(median(row, ZSTD)).isBetween(median(row, PACKED) / 5, median(row, PACKED) - 1);
      assertThat(row.subList(ZSTD + 1, row.size()))
          .containsExactly("150,528", "150,528", "602,112");
    }
    assertThat(median(rows.get(1), PACKED)).isGreaterThan(median(rows.get(0), PACKED));
  }

  @Test
  void fitsPicturesToTheNetworkThatIsNamed() throws IOException, JpegException {
    List<String> small =
        rows(SizeReport.markdown(List.of("500x375-q90"), BlockGrid.ofPixels(128))).get(0);
    List<String> large =
        rows(SizeReport.markdown(List.of("500x375-q90"), DecodeBenchmark.GRID)).get(0);

    assertThat(small.get(JPEG)).as("the file is the same").isEqualTo(large.get(JPEG));
    assertThat(median(small, PACKED)).isLessThan(median(large, PACKED) / 2);
    assertThat(small.subList(ZSTD + 1, small.size()))
        .containsExactly("49,152", "49,152", "196,608");
  }

  @Test
  void writesPicturesOfFoldersAtEachQuality(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 3; i++) {
      JpegFormat format = new JpegFormat(95, ChromaSampling.FULL, false);
      Files.write(folder.resolve(i + ".jpg"), new SampleImages(2).draw(i, 500, 300, format).jpeg());
    }
    StringWriter out = new StringWriter();

    int exitCode =
        Bench.commandLine()
            .setOut(new PrintWriter(out))
            .execute("--bytes", "--pictures", folder.toString());

    assertThat(exitCode).isZero();
    List<List<String>> rows = rows(out.toString());
    assertThat(rows)
        .extracting(row -> row.get(0))
        .containsExactly(
            folder + ":224x224-q75", folder + ":224x224-q90", folder + ":224x224-q100");
    assertThat(rows).extracting(row -> median(row, JPEG)).isSorted().doesNotHaveDuplicates();
    assertThat(rows).extracting(row -> median(row, PACKED)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void makesASquareOfTheCentre() throws IOException {
    BufferedImage flag = new BufferedImage(1344, 448, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = flag.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(448, 0, 448, 448);
    graphics.dispose();
    byte[] jpeg = new JpegFormat(95, ChromaSampling.FULL, false).encode(flag);

    JpegFormat format = new JpegFormat(90, ChromaSampling.HALF_BOTH, false);
    byte[] thumbnail = Rescaled.of(List.of(jpeg), 224, 224, format).get(0);

    BufferedImage square = ImageIO.read(new ByteArrayInputStream(thumbnail));
    assertThat(square.getWidth()).isEqualTo(224);
    assertThat(square.getHeight()).isEqualTo(224);
    for (int[] corner : new int[][] {{8, 8}, {215, 8}, {8, 215}, {215, 215}}) {
      assertThat(square.getRGB(corner[0], corner[1]) & 0xFF).isGreaterThan(240);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6e6f7465", "ffd8ffc00011"})
  void saysWhichPictureCannotBeRead(String bytes, @TempDir Path folder) throws IOException {
    Files.write(folder.resolve("note.jpg"), HexFormat.of().parseHex(bytes));
    StringWriter err = new StringWriter();

    int exitCode =
        Bench.commandLine()
            .setErr(new PrintWriter(err))
            .execute("--bytes", "--pictures", folder.toString());

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).hasLineCount(1).startsWith("Picture 1 of 1");
  }

  private static List<List<String>> rows(String table) {
    return table
        .lines()
        .skip(2)
        .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ")))
        .toList();
  }

  private static double median(List<String> row, int column) {
    String cell = row.get(column);
    return Double.parseDouble(cell.substring(0, cell.indexOf(' ')).replace(",", ""));
  }
}
