package io.dctstream.samples.motif;

import java.util.List;

/** The motifs there are. */
public final class Motifs {
  /** One of each, sorted by label. */
  public static final List<Motif> ALL =
      List.of(
          new Bricks(),
          new Checkerboard(),
          new Crosses(),
          new Dots(),
          new Rings(),
          new Spirals(),
          new Stars(),
          new Stripes(),
          new Triangles(),
          new Waves());

  private Motifs() {}
}
