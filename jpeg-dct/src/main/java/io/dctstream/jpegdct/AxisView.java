package io.dctstream.jpegdct;

/**
 * Where the blocks of a row (or column) come from when a window is laid over a picture and
 * mirrored. What of the window lies outside the picture shows the mirror image at its border. A
 * block that is mirrored keeps its even frequencies along the axis and has its odd ones negated,
 * because the cosines of even frequency are symmetric about the block's middle and those of odd
 * frequency antisymmetric (T.81 A.3.3): this is exact, without an inverse transform.
 *
 * <p>Reused from picture to picture. Not thread-safe.
 */
final class AxisView {
  private final int[] source;
  private final boolean[] mirrored;

  /**
   * @param longest most blocks that any window has
   */
  AxisView(int longest) {
    this.source = new int[longest];
    this.mirrored = new boolean[longest];
  }

  /**
   * Lays a window over an axis.
   *
   * @param start the window's first block; the window leaves the axis by at most its length
   * @param length blocks of the window
   * @param blocks blocks of the axis
   * @param stride distance of neighbours on the axis, in blocks of the plane
   * @param flip whether the window is mirrored
   */
  void look(int start, int length, int blocks, int stride, boolean flip) {
    for (int i = 0; i < length; i++) {
      int wanted = start + (flip ? length - 1 - i : i);
      boolean outside = wanted < 0 || wanted >= blocks;
      if (outside) {
        wanted = wanted < 0 ? -1 - wanted : 2 * blocks - 1 - wanted;
      }
      source[i] = wanted * stride;
      mirrored[i] = outside != flip;
    }
  }

  /** How far the block that comes to a position is from the axis' first, in blocks of the plane. */
  int source(int position) {
    return source[position];
  }

  /** The sign of a coefficient at a position. */
  float sign(int position, int frequency) {
    return mirrored[position] && frequency % 2 != 0 ? -1 : 1;
  }
}
