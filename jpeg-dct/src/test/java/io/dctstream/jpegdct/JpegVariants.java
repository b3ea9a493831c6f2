package io.dctstream.jpegdct;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One picture in every kind of JPEG that libjpeg-turbo's own programs can write. */
final class JpegVariants {
  private static final String PACKAGE = "libjpeg-turbo-progs";

  /** Options of cjpeg. SCANS and PLANES stand for files of {@link #scripts}. */
  private static final List<String> CJPEG =
      List.of(
          "-quality 75",
          "-quality 100 -optimize",
          "-quality 1", // 16-bit quantisation tables, extended mode
          "-quality 1 -progressive",
          "-quality 30 -baseline",
          "-progressive",
          "-arithmetic",
          "-arithmetic -progressive",
          "-sample 1x1",
          "-sample 2x1",
          "-sample 1x2",
          "-sample 4x1",
          "-sample 1x4",
          "-sample 4x2",
          "-sample 2x4",
          "-sample 3x1",
          "-sample 1x3",
          "-sample 3x2 -progressive",
          "-sample 2x3",
          "-sample 2x2,1x2,2x1",
          "-sample 1x1,2x2,1x2",
          "-sample 4x4,1x1,1x1 -scans PLANES", // 18 blocks would be too many in one MCU
          "-sample 2x1 -arithmetic",
          "-grayscale",
          "-grayscale -sample 2x2",
          "-grayscale -progressive",
          "-rgb",
          "-rgb -progressive -sample 2x2",
          "-restart 1",
          "-restart 3B",
          "-restart 1 -progressive",
          "-restart 2B -arithmetic",
          "-restart 1B -grayscale",
          "-scans PLANES",
          "-scans PLANES -restart 2B -sample 2x1",
          "-scans PAIR",
          "-scans STEPS",
          "-scans STEPS -arithmetic");

  private static final List<String> JPEGTRAN =
      List.of(
          "-progressive",
          "-optimize -restart 2",
          "-arithmetic",
          "-transpose",
          "-rotate 90",
          "-grayscale");

  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  private JpegVariants(Path folder) {
    this.folder = folder;
  }

  /** The variants of a drawn picture. */
  static List<Path> of(Path folder, int width, int height)
      throws IOException, InterruptedException {
    JpegVariants variants = new JpegVariants(folder);
    variants.scripts();
    String name = width + "x" + height;
    Path ppm = Files.write(folder.resolve(name + ".ppm"), ppm(width, height));
    for (String options : CJPEG) {
      variants.add("cjpeg", options, ppm, name);
    }
    Path baseline = variants.files.get(0);
    for (String options : JPEGTRAN) {
      variants.add("jpegtran", options, baseline, name);
    }
    return variants.files;
  }

  private void add(String program, String options, Path input, String name)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    for (String option : options.split(" ", -1)) {
      Path script = folder.resolve(option);
      command.add(Files.exists(script) ? script.toString() : option);
    }
    command.add(input.toString());
    Path output = folder.resolve("%s %s %s.jpg".formatted(name, program, options));
    assertThat(Tool.run(output, PACKAGE, command)).as(output.toString()).isTrue();
    files.add(output);
  }

  /** Scan scripts as libjpeg's wizard.txt describes them. */
  private void scripts() throws IOException {
    Files.writeString(folder.resolve("PLANES"), "0; 1; 2;");
    Files.writeString(folder.resolve("PAIR"), "1 2; 0;");
    Files.writeString(
        folder.resolve("STEPS"),
        """
        1 2: 0-0, 0, 2;
        0: 0-0, 0, 1;
        0: 1-2, 0, 3;
        0: 3-63, 0, 0;
        1: 1-63, 0, 1;
        0: 1-2, 3, 2;
        1 2: 0-0, 2, 1;
        2: 1-63, 0, 0;
        0: 0-0, 1, 0;
        0: 1-2, 2, 1;
        1: 1-63, 1, 0;
        0: 1-2, 1, 0;
        1 2: 0-0, 1, 0;
        """);
  }

  /** Gradients with edges and noise, so that coefficients of all sizes come up. */
  private static byte[] ppm(int width, int height) {
    Random random = new Random(width * 31L + height);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("P6 %d %d 255\n".formatted(width, height).getBytes(US_ASCII));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int noise = y > height / 2 ? random.nextInt(60) : 0;
        out.write((x * 255 / width + noise) & 0xFF);
        out.write((y * 255 / height + (x / 11 % 2) * 90) & 0xFF);
        out.write(((x + y) * 3 + noise) & 0xFF);
      }
    }
    return out.toByteArray();
  }
}
