package io.dctstream.jpegdct;

import java.io.Serializable;

/**
 * What of a picture's coefficients a network reads, and how its tensors are laid out: [pictures,
 * frequencies, height, width] in blocks.
 *
 * <p>A network may do with the lowest frequencies: "Learning in the Frequency Domain" (Xu et al.,
 * CVPR 2020) found the others to matter little. Those that are left stand in natural order, as all
 * 64 do.
 *
 * @param grid blocks of luma; chroma has half of them in each direction
 * @param lumaFrequencies how many of the 64 frequencies of Y are there, the lowest in zigzag order
 *     (T.81 figure A.6), 1 to 64
 * @param chromaFrequencies the same of Cb and of Cr
 */
public record TensorLayout(BlockGrid grid, int lumaFrequencies, int chromaFrequencies)
    implements Serializable {
  /** At n: the n lowest frequencies. */
  private static final long[] LOWEST = lowest();

  /**
   * @throws IllegalArgumentException if a number of frequencies is out of its range
   */
  public TensorLayout {
    requireFrequencies("luma", lumaFrequencies);
    requireFrequencies("chroma", chromaFrequencies);
  }

  /** All frequencies. */
  public static TensorLayout of(BlockGrid grid) {
    return new TensorLayout(grid, BlockGrid.BLOCK_SIZE, BlockGrid.BLOCK_SIZE);
  }

  /** Length of one picture's slot in the luma tensor. */
  public int lumaSize() {
    return lumaFrequencies * grid.lumaBlocks();
  }

  /** Length of one picture's slot in a chroma tensor. */
  public int chromaSize() {
    return chromaFrequencies * grid.chromaBlocks();
  }

  /** Which frequencies of Y are there: bit {@code 8v + u} is set for (u, v). */
  public long lumaMask() {
    return LOWEST[lumaFrequencies];
  }

  /** Which frequencies of Cb and of Cr are there. */
  public long chromaMask() {
    return LOWEST[chromaFrequencies];
  }

  /** Along the anti-diagonals, in turn downwards and upwards. */
  private static long[] lowest() {
    long[] masks = new long[BlockGrid.BLOCK_SIZE + 1];
    int count = 0;
    int last = BlockGrid.BLOCK_SIDE - 1;
    for (int diagonal = 0; diagonal <= 2 * last; diagonal++) {
      for (int i = Math.max(0, diagonal - last); i <= Math.min(diagonal, last); i++) {
        int u = diagonal % 2 == 0 ? i : diagonal - i;
        masks[count + 1] = masks[count] | 1L << (BlockGrid.BLOCK_SIDE * (diagonal - u) + u);
        count++;
      }
    }
    return masks;
  }

  private static void requireFrequencies(String plane, int frequencies) {
    if (frequencies < 1 || frequencies > BlockGrid.BLOCK_SIZE) {
      throw new IllegalArgumentException(
          "A block of %s has 1 to 64 frequencies, not %d".formatted(plane, frequencies));
    }
  }
}
