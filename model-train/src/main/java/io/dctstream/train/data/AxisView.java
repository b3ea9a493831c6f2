package io.dctstream.train.data;

/**
 * Where the blocks of a row (or column) come from when an image is shifted and mirrored. What a
 * shift brings into view is the image's mirror image at its border. A block that is mirrored keeps
 * its even frequencies along the axis and has its odd ones negated, because the cosines of even
 * frequency are symmetric about the block's middle and those of odd frequency antisymmetric: this
 * is exact, without an inverse transform.
 *
 * @param source for each position the block that comes there
 * @param mirrored for each position whether that block is mirrored
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record AxisView(int[] source, boolean[] mirrored) {

  /**
   * A view of an axis.
   *
   * @param blocks length of the axis
   * @param shift how far the view's window lies to the right, at most {@code blocks} either way
   * @param flip whether the whole axis is mirrored
   */
  static AxisView of(int blocks, int shift, boolean flip) {
    int[] source = new int[blocks];
    boolean[] mirrored = new boolean[blocks];
    for (int i = 0; i < blocks; i++) {
      int wanted = (flip ? blocks - 1 - i : i) + shift;
      boolean outside = wanted < 0 || wanted >= blocks;
      if (outside) {
        wanted = wanted < 0 ? -1 - wanted : 2 * blocks - 1 - wanted;
      }
      source[i] = wanted;
      mirrored[i] = outside != flip;
    }
    return new AxisView(source, mirrored);
  }

  /** The sign of a coefficient at a position. */
  float sign(int position, int frequency) {
    return mirrored[position] && frequency % 2 != 0 ? -1 : 1;
  }
}
