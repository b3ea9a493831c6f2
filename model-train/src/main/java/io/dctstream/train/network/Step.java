package io.dctstream.train.network;

import java.util.List;

/**
 * One step of a branch of a network. Channel counts are those of the paper; the width multiplier
 * scales those of {@link Blocks} only, because the other steps carry the coefficients themselves.
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
  }
}
