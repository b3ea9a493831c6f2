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
public final class PictureSet {
  /** Enough that no branch predictor learns them by heart. */
  private static final int DRAWN = 40;

  private static final Pattern FORM =
      Pattern.compile("(?:(?<folder>.+):)?(?<width>\\d+)x(?<height>\\d+)-q(?<quality>\\d+)");

  private PictureSet() {}

  /** Whether a name says which size and quality the pictures have. */
  static boolean hasForm(String name) {
    return FORM.matcher(name).matches();
  }

  /**
   * Draws or reads pictures.
   *
   * @param name {@code WIDTHxHEIGHT-qQUALITY} for drawn 4:2:0 pictures; a folder of JPEG files; or
   *     {@code FOLDER:WIDTHxHEIGHT-qQUALITY} for such files scaled and written anew as 4:2:0
   * @return JPEG files, at least one
   * @throws IOException if the folder cannot be read
   * @throws IllegalArgumentException if it has no pictures, or no picture can have the quality
   */
  public static List<byte[]> of(String name) throws IOException {
    Matcher form = FORM.matcher(name);
    if (!form.matches()) {
      return read(Path.of(name));
    }
    int width = Integer.parseInt(form.group("width"));
    int height = Integer.parseInt(form.group("height"));
    JpegFormat format =
        new JpegFormat(Integer.parseInt(form.group("quality")), ChromaSampling.HALF_BOTH, false);
    if (form.group("folder") != null) {
      return Rescaled.of(read(Path.of(form.group("folder"))), width, height, format);
    }
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
