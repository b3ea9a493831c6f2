package io.dctstream.train.network;

/**
 * One layer of a network.
 *
 * @param name as in the graph
 * @param kind the class of DL4J, without its package
 * @param kernel side of the window; 0 if the layer has none
 * @param stride of the window; 0 if the layer has none
 * @param channels of the output
 * @param height of the output; 1 if it is a vector
 * @param width of the output; 1 if it is a vector
 * @param view what a place of the output sees of the image
 * @param parameters weights, biases and the four numbers that batch normalisation has a channel
 * @param multiplyAccumulates of one forward pass of one image
 */
public record LayerSummary(
    String name,
    String kind,
    int kernel,
    int stride,
    long channels,
    long height,
    long width,
    View view,
    long parameters,
    long multiplyAccumulates) {

  /**
   * A receptive field, in pixels of the image. Where luma and chroma meet it is luma's.
   *
   * @param field side of the square that a place sees
   * @param stride from a place to its neighbour
   */
  public record View(int field, int stride) {
    /** That of a number which belongs to no place. */
    static final View WHOLE_IMAGE = new View(0, 0);

    /** That of a layer which slides a window over places with this view. */
    View through(int kernel, int step) {
      return new View(field + (kernel - 1) * stride, stride * step);
    }

    /** That of a layer which makes {@code factor} places of one. */
    View spread(int factor) {
      return new View(field, stride / factor);
    }

    @Override
    public String toString() {
      return equals(WHOLE_IMAGE) ? "image" : field + "/" + stride;
    }
  }
}
