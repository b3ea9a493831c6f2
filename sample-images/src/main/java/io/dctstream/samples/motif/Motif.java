package io.dctstream.samples.motif;

/** What the pictures of one class show, told from the others by shape and texture alone. */
public interface Motif {
  /** The name of the class. */
  String label();

  /** Draws the motif over the whole canvas. */
  void draw(Canvas canvas);
}
