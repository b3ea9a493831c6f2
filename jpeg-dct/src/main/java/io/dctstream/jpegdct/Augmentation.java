package io.dctstream.jpegdct;

/**
 * How a picture is varied on its coefficients, for training: exactly, and without an inverse
 * transform. In this order, a window is cut out and turned, its tone changes and frequencies are
 * dropped. Samples are not clamped to [0, 255]. {@link Augmenter} does it.
 *
 * <p>Each is an operation on samples that does not mix blocks, carried through the DCT of T.81
 * A.3.3. "Faster Neural Networks Straight from JPEG" (Gueguen et al., NeurIPS 2018) decoded,
 * cropped and encoded again instead.
 *
 * @param left where the window begins, in luma blocks of the picture; even, so that chroma is cut
 *     at the same place. The window may leave the picture by as much as the picture's width on each
 *     side; there it shows the mirror image at the border
 * @param top likewise
 * @param orientation how the window is turned
 * @param tone what happens to light and colour
 * @param droppedFrequencies bit {@code 8v + u} set: coefficient (u, v) of every block, as turned,
 *     becomes zero
 */
public record Augmentation(
    int left, int top, Orientation orientation, Tone tone, long droppedFrequencies) {

  /** Shows the picture's top left corner as it is. */
  public static final Augmentation NONE =
      new Augmentation(0, 0, Orientation.UPRIGHT, Tone.UNCHANGED, 0);

  /**
   * @throws IllegalArgumentException if the window does not begin at even blocks
   */
  public Augmentation {
    if (left % 2 != 0 || top % 2 != 0) {
      throw new IllegalArgumentException(
          "A window begins at even blocks, where chroma can be cut too, not at (%d, %d)"
              .formatted(left, top));
    }
  }

  /**
   * One of the eight ways to turn and mirror a picture.
   *
   * @param transpose whether rows become columns
   * @param flipHorizontally whether left and right then change places
   * @param flipVertically whether top and bottom then change places
   */
  public record Orientation(boolean transpose, boolean flipHorizontally, boolean flipVertically) {
    public static final Orientation UPRIGHT = new Orientation(false, false, false);
    public static final Orientation MIRRORED = new Orientation(false, true, false);
  }

  /**
   * A linear change of samples: Y becomes {@code 128 + contrast * (Y - 128) + brightness}; Cb and
   * Cr become {@code 128 + contrast * saturation * (C - 128)}.
   *
   * @param contrast at least 0
   * @param saturation at least 0, which makes grey
   * @param brightness in units of samples, whose range is [0, 255]
   */
  public record Tone(float contrast, float saturation, float brightness) {
    public static final Tone UNCHANGED = new Tone(1, 1, 0);

    /**
     * @throws IllegalArgumentException if a value is out of range or not finite
     */
    public Tone {
      requireFactor("contrast", contrast);
      requireFactor("saturation", saturation);
      if (!Float.isFinite(brightness)) {
        throw new IllegalArgumentException("The brightness is finite, not " + brightness);
      }
    }

    private static void requireFactor(String name, float value) {
      if (!(value >= 0) || Float.isInfinite(value)) {
        throw new IllegalArgumentException(
            "The %s is a factor of at least 0, not %s".formatted(name, value));
      }
    }
  }
}
