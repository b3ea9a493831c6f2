package io.dctstream.train.network;

import java.util.List;

/**
 * One step of a branch of a network. Channel counts are those of the paper; the width multiplier
 * scales those of {@link Stem} and {@link Blocks} only, because the other steps carry the
 * coefficients themselves.
 */
public sealed interface Step {

  /** Batch normalisation of the coefficients, with a learnt scale and shift a frequency. */
  record Normalise() implements Step {}

  /** A bare convolution, "same" padding, without bias, normalisation and activation. */
  record Convolve(int kernel, int stride, int channels) implements Step {}

  /** A bare transposed convolution, as the learnt counterpart of {@link Enlarge}. */
  record TransposedConvolve(int kernel, int stride, int channels) implements Step {}

  /** Repeats each value {@code factor} times in both directions (nearest neighbour). */
  record Enlarge(int factor) implements Step {}

  /** A convolution, "same" padding, normalised and rectified: how ResNet begins on pixels. */
  record Stem(int kernel, int stride, int channels) implements Step {}

  /** Pooling by the maximum, without padding. */
  record MaxPool(int kernel, int stride) implements Step {}

  /** Pooling by the mean of squares side by side. */
  record AveragePool(int kernel) implements Step {}

  /**
   * A bare convolution of pixels with 64 filters of 8x8, without padding: a transform like that of
   * a JPEG coder (section 4.3 of the paper).
   *
   * @param stride 8 for blocks side by side
   */
  record Transform(int stride, Filters filters) implements Step {}

  /** Where the filters of a {@link Transform} come from. */
  enum Filters {
    /** Learnt from random ones. */
    LEARNT,
    /** Learnt, with a penalty on what they lack to be orthonormal. */
    ORTHONORMAL,
    /** Those of the discrete cosine transform, for ever. */
    FROZEN
  }

  /**
   * Bottleneck blocks of ResNet v1: 1x1 to {@code inner}, kxk to {@code inner}, 1x1 to {@code
   * outer}, each normalised; the shortcut is added before the last ReLU.
   *
   * @param number the block's number in the paper, 2 to 5
   * @param inner channels of the first two convolutions
   * @param outer channels of the last convolution and of the shortcut
   * @param project whether the first block has a convolution in its shortcut and the stride ("CB"
   *     in the paper); all others are identity blocks ("IB")
   * @param stride stride of the first block, on its first 1x1 convolution; 1 if not projected
   * @param kernels k of each block, in order
   */
  record Blocks(
      int number, int inner, int outer, boolean project, int stride, List<Integer> kernels)
      implements Step {
    public Blocks {
      kernels = List.copyOf(kernels);
    }

    /** The same with channel counts divided and rounded down. */
    Blocks narrowed(double divisor) {
      return new Blocks(
          number, (int) (inner / divisor), (int) (outer / divisor), project, stride, kernels);
    }

    /** The first blocks of a stage of so many; one that began elsewhere has its first there. */
    Blocks limited(int depth) {
      int most = project ? depth : depth - 1;
      return new Blocks(
          number,
          inner,
          outer,
          project,
          stride,
          kernels.subList(0, Math.min(most, kernels.size())));
    }
  }
}
