package io.dctstream.samples;

import io.dctstream.samples.motif.Motif;
import io.dctstream.samples.motif.Motifs;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws an endless row of labelled pictures. The same seed and index always give the same bytes on
 * the same JDK.
 *
 * <p>Immutable and thread-safe.
 */
public final class SampleImages {
  /** The shortest and the longest side of a picture, in pixels. */
  static final int MIN_SIDE = 96;

  static final int MAX_SIDE = 640;

  private static final double MAX_ASPECT = 1.8;

  private final long seed;

  /**
   * @param seed names the row; pictures of different seeds have nothing in common but their classes
   */
  public SampleImages(long seed) {
    this.seed = seed;
  }

  /** The names of the classes, sorted. */
  public static List<String> labels() {
    return Motifs.ALL.stream().map(Motif::label).toList();
  }

  /**
   * Draws the picture of an index, of any size and format. The classes take turns: as many pictures
   * in a row as there are classes show each once.
   */
  public SampleImage draw(long index) {
    SplittableRandom random = random(index);
    double area = Math.exp(random.nextDouble(Math.log(128 * 128), Math.log(480 * 480)));
    double aspect = Math.exp(random.nextDouble(-1, 1) * Math.log(MAX_ASPECT));
    int width = side(Math.sqrt(area * aspect));
    int height = side(Math.sqrt(area / aspect));
    return draw(index, width, height, JpegFormat.any(random), random);
  }

  /**
   * Draws the picture of an index in a given size and format.
   *
   * @param width in pixels
   * @param height in pixels
   */
  public SampleImage draw(long index, int width, int height, JpegFormat format) {
    return draw(index, width, height, format, random(index));
  }

  private SampleImage draw(
      long index, int width, int height, JpegFormat format, RandomGenerator random) {
    Motif motif = Motifs.ALL.get((int) Math.floorMod(index, (long) Motifs.ALL.size()));
    BufferedImage picture = Scene.draw(motif, width, height, random);
    Camera.any(random).take(picture, random);
    return new SampleImage("sample-" + seed + "-" + index, motif.label(), format.encode(picture));
  }

  private SplittableRandom random(long index) {
    // Drawn from the seed first: generators with neighbouring seeds would be alike in (seed,
    // index).
    return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ index);
  }

  private static int side(double pixels) {
    return (int) Math.max(MIN_SIDE, Math.min(MAX_SIDE, Math.round(pixels)));
  }
}
