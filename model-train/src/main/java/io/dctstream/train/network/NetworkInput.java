package io.dctstream.train.network;

import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.TensorLayout;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;

/** What a network reads of an image. */
public enum NetworkInput {
  /** De-quantised coefficients of Y and, at half the resolution, of Cb and Cr. */
  COEFFICIENTS,
  /** Samples of Y, Cb and Cr less 128, each a tensor of the image's resolution. */
  YCBCR_PLANES,
  /** Pixels, red, green and blue in one tensor. */
  RGB,
  /** Pixels, Y, Cb and Cr in one tensor. */
  YCBCR;

  /** The name of the one input of {@link #RGB} and {@link #YCBCR}. */
  public static final String PIXELS = "pixels";

  /**
   * One input tensor.
   *
   * @param pixels side of the square of the image that one of its places stands for
   */
  record Plane(String name, int channels, int pixels) {}

  /**
   * The input tensors in their order.
   *
   * @param layout of the coefficients of an image
   */
  List<Plane> planes(TensorLayout layout) {
    return switch (this) {
      case COEFFICIENTS ->
          List.of(
              new Plane(ModelContract.INPUT_Y, layout.lumaFrequencies(), 8),
              new Plane(ModelContract.INPUT_CB, layout.chromaFrequencies(), 16),
              new Plane(ModelContract.INPUT_CR, layout.chromaFrequencies(), 16));
      case YCBCR_PLANES ->
          List.of(
              new Plane(ModelContract.INPUT_Y, 1, 1),
              new Plane(ModelContract.INPUT_CB, 1, 1),
              new Plane(ModelContract.INPUT_CR, 1, 1));
      case RGB, YCBCR -> List.of(new Plane(PIXELS, 3, 1));
    };
  }

  /** The shapes of the input tensors in their order. */
  public InputType[] types(TensorLayout layout) {
    BlockGrid grid = layout.grid();
    return planes(layout).stream()
        .map(
            plane ->
                InputType.convolutional(
                    grid.pixelHeight() / plane.pixels(),
                    grid.pixelWidth() / plane.pixels(),
                    plane.channels()))
        .toArray(InputType[]::new);
  }
}
