package io.dctstream.train.data;

import io.dctstream.jpegdct.BlockGrid;
import java.util.List;
import java.util.stream.Stream;

/**
 * How images are varied at random each time they are shown, so that a network does not learn them
 * by heart. All of it happens on coefficients.
 *
 * @param shift how far an image is shifted at most, as a share of its side, in [0, 0.5]
 * @param scales other sizes at which an image is shown as often as at its own, as multiples of
 *     that, each in [0.5, 4]
 * @param jitter how far contrast, saturation and light vary, in [0, 1); 0 leaves them
 * @param mixUp the most of another image and its label that is mixed into half of the images, in
 *     [0, 0.5]; "mixup: Beyond Empirical Risk Minimization" (Zhang et al. 2018) has it for pixels,
 *     and the transform is linear
 */
public record Variation(double shift, List<Double> scales, double jitter, double mixUp) {
  /** No variation at all. */
  public static final Variation NONE = new Variation(0, List.of(), 0, 0);

  private static final double SMALLEST_SCALE = 0.5;
  private static final double LARGEST_SCALE = 4;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Variation {
    scales = scales == null ? List.of() : List.copyOf(scales);
    require(shift >= 0 && shift <= 0.5, "shift", "in [0, 0.5]", shift);
    for (double scale : scales) {
      require(scale >= SMALLEST_SCALE && scale <= LARGEST_SCALE, "scale", "in [0.5, 4]", scale);
    }
    require(jitter >= 0 && jitter < 1, "jitter", "in [0, 1)", jitter);
    require(mixUp >= 0 && mixUp <= 0.5, "mix-up", "in [0, 0.5]", mixUp);
  }

  /** The grids to which an image is fitted to be shown at each scale; first its own. */
  public List<BlockGrid> grids(BlockGrid own) {
    return Stream.concat(
            Stream.of(own),
            scales.stream()
                .map(
                    scale ->
                        new BlockGrid(
                            scaled(own.chromaWidth(), scale), scaled(own.chromaHeight(), scale))))
        .toList();
  }

  /** Luma blocks of a side, an even number. */
  private static int scaled(int chromaBlocks, double scale) {
    return 2 * Math.max(1, (int) Math.round(scale * chromaBlocks));
  }

  private static void require(boolean valid, String name, String range, double value) {
    if (!valid) {
      throw new IllegalArgumentException("The %s is %s, not %s".formatted(name, range, value));
    }
  }
}
