package io.dctstream.benchmarks;

import io.dctstream.samples.ChromaSampling;
import io.dctstream.samples.JpegFormat;
import io.dctstream.samples.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The pictures of a measurement, by name. */
final class PictureSet {
  /** Enough that no branch predictor learns them by heart. */
  private static final int DRAWN = 40;

  private static final Pattern DRAWN_NAME = Pattern.compile("(\\d+)x(\\d+)-q(\\d+)");

  private PictureSet() {}

  /** Whether a name is that of drawn pictures; others are folders. */
  static boolean isDrawn(String name) {
    return DRAWN_NAME.matcher(name).matches();
  }

  /**
   * Draws or reads pictures.
   *
   * @param name {@code WIDTHxHEIGHT-qQUALITY} for drawn 4:2:0 pictures, or a folder of JPEG files
   * @return JPEG files, at least one
   * @throws IOException if the folder cannot be read
   * @throws IllegalArgumentException if it has no pictures, or no picture can have the quality
   */
  static List<byte[]> of(String name) throws IOException {
    Matcher drawn = DRAWN_NAME.matcher(name);
    if (!drawn.matches()) {
      return read(Path.of(name));
    }
    int width = Integer.parseInt(drawn.group(1));
    int height = Integer.parseInt(drawn.group(2));
    JpegFormat format =
        new JpegFormat(Integer.parseInt(drawn.group(3)), ChromaSampling.HALF_BOTH, false);
    SampleImages images = new SampleImages(1);
    return IntStream.range(0, DRAWN)
        .mapToObj(index -> images.draw(index, width, height, format).jpeg())
        .toList();
  }

  private static List<byte[]> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("There is no .jpg file in the folder " + folder);
    }
    List<byte[]> jpegs = new ArrayList<>();
    for (Path file : files) {
      jpegs.add(Files.readAllBytes(file));
    }
    return jpegs;
  }
}
