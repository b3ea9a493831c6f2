package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The luma of resized photographs, transformed back, against Pillow's bicubic resize of the decoded
 * photograph.
 */
class ResizeQualityTest {
  private static final Path PHOTOS = Path.of("../../shared/data/photos");
  private static final BlockGrid GRID = BlockGrid.ofPixels(224);
  private static final int PIXELS = GRID.pixelWidth() * GRID.pixelHeight();

  @TempDir private static Path folder;
  private static List<Path> photos;
  private static byte[] pillow;

  @BeforeAll
  static void resizeWithPillow() throws IOException, InterruptedException {
    assumeTrue(Files.isDirectory(PHOTOS), "skipped: there is no folder " + PHOTOS);
    try (Stream<Path> files = Files.list(PHOTOS)) {
      photos = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    Path luma = folder.resolve("pillow");
    boolean resized =
        Tool.run(
            luma,
            "python3",
            command(List.of("/usr/bin/python3", "src/test/python/resize_luma.py")));
    assumeTrue(resized, "skipped: there is no Pillow; install Debian's python3-pil");
    pillow = Files.readAllBytes(luma);
  }

  @Test
  void afterTheQuantisationItIsAsPillowsWithin32Decibels() throws IOException, JpegException {
    double[] decibels = new double[photos.size()];
    try (FittedDecoder decoder =
        FittedDecoder.open(GRID, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      for (int i = 0; i < decibels.length; i++) {
        Unpacked read = Unpacked.of(decoder.decode(Files.readAllBytes(photos.get(i))), GRID);
        decibels[i] = psnr(i, read.samples(0));
      }
    }
    assertThat(worst("after", decibels)).isGreaterThan(32);
  }

  @Test
  void beforeTheQuantisationItIsAsPillowsWithin35Decibels()
      throws IOException, InterruptedException {
    Path program = folder.resolve("fit_luma");
    Tool.compileWithLibjpeg(
        program, "g++", "-Wno-psabi", "-Isrc/main/cpp", "src/test/cpp/fit_luma.cc");
    Path luma = folder.resolve("fit");
    assertThat(Tool.run(luma, "g++", command(List.of(program.toString())))).isTrue();
    ByteBuffer blocks = ByteBuffer.wrap(Files.readAllBytes(luma)).order(ByteOrder.nativeOrder());
    double[] decibels = new double[photos.size()];
    for (int i = 0; i < decibels.length; i++) {
      Planes planes = Planes.allocate(TensorLayout.of(GRID), 1);
      int count = GRID.width() * GRID.height();
      for (int block = 0; block < count; block++) {
        for (int k = 0; k < BlockGrid.BLOCK_SIZE; k++) {
          planes.y().put(k * count + block, blocks.getShort());
        }
      }
      decibels[i] = psnr(i, new Unpacked(GRID, planes).samples(0));
    }
    assertThat(worst("before", decibels)).isGreaterThan(35);
  }

  private static List<String> command(List<String> program) {
    List<String> command = new ArrayList<>(program);
    photos.forEach(photo -> command.add(photo.toString()));
    return command;
  }

  private static double psnr(int photo, double[][] samples) {
    double squares = 0;
    for (int y = 0; y < samples.length; y++) {
      for (int x = 0; x < samples[y].length; x++) {
        int expected = pillow[photo * PIXELS + y * GRID.pixelWidth() + x] & 0xFF;
        double clamped = Math.max(0, Math.min(255, samples[y][x]));
        squares += (clamped - expected) * (clamped - expected);
      }
    }
    return 10 * Math.log10(255.0 * 255 * PIXELS / squares);
  }

  private static double worst(String when, double[] decibels) {
    double[] sorted = Arrays.stream(decibels).sorted().toArray();
    System.out.printf(
        "luma of %d resized photographs %s the quantisation: %.1f to %.1f dB, median %.1f%n",
        sorted.length, when, sorted[0], sorted[sorted.length - 1], sorted[sorted.length / 2]);
    return sorted[0];
  }
}
