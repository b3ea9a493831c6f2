package io.dctstream.export;

import static io.dctstream.export.graph.OnnxGraph.attribute;

import io.dctstream.contract.ModelContract;
import io.dctstream.export.graph.OnnxGraph;
import io.dctstream.train.network.NetworkInput;
import java.util.List;
import java.util.Map;

/**
 * Makes pixels of coefficients by operators of ONNX: an inverse DCT (T.81 A.3.3) by transposed
 * convolution with the 64 basis functions, chroma enlarged by libjpeg's triangle filter ("fancy
 * upsampling"), and for RGB the conversion of JFIF.
 */
final class PixelFrontEnd {
  private static final float CENTRE = 128;
  private static final float MOST = 255;
  private static final float HALF = 0.5f;

  /** Rows R, G, B; columns Y, Cb, Cr; chroma is less 128. */
  private static final float[] YCBCR_TO_RGB = {
    1, 0, 1.402f, 1, -0.344136f, -0.714136f, 1, 1.772f, 0
  };

  /** How a sample is spread over four when a plane is made twice as large. */
  private static final float[] TRIANGLE = {0.25f, 0.75f, 0.75f, 0.25f};

  private final OnnxGraph graph;
  private final int width;
  private final InverseDct inverse;

  /** Whether values are rounded to integers wherever a decoder of 8 bits does so. */
  private final boolean rounded;

  private PixelFrontEnd(OnnxGraph graph, int width, boolean rounded) {
    this.graph = graph;
    this.width = width;
    this.inverse = new InverseDct(graph, rounded);
    this.rounded = rounded;
  }

  /**
   * Adds the operators between the graph's inputs and a network that was trained here, which is
   * given what it was trained on: values less 128, not rounded.
   *
   * @param input what the network reads
   * @param width of the image in pixels
   * @return the tensors that it reads, by the names of its inputs
   */
  static Map<String, String> add(OnnxGraph graph, NetworkInput input, int width) {
    PixelFrontEnd frontEnd = new PixelFrontEnd(graph, width, false);
    graph.exact(true);
    Map<String, String> pixels = frontEnd.pixels(input);
    graph.exact(false);
    return pixels;
  }

  private Map<String, String> pixels(NetworkInput input) {
    String y = inverse.add(ModelContract.INPUT_Y);
    String cb = enlarged(ModelContract.INPUT_CB);
    String cr = enlarged(ModelContract.INPUT_CR);
    return switch (input) {
      case YCBCR_PLANES ->
          Map.of(ModelContract.INPUT_Y, y, ModelContract.INPUT_CB, cb, ModelContract.INPUT_CR, cr);
      case YCBCR -> Map.of(NetworkInput.PIXELS, together(y, cb, cr));
      case RGB -> Map.of(NetworkInput.PIXELS, rgb(y, cb, cr, -CENTRE));
      case COEFFICIENTS -> throw new IllegalArgumentException("The network reads coefficients");
    };
  }

  /**
   * Adds the operators that decode to RGB as an ordinary decoder does.
   *
   * @param width of the image in pixels
   * @return the tensor of pixels, [N, 3, height, width], integers in [0, 255] as floats
   */
  static String addDecoder(OnnxGraph graph, int width) {
    PixelFrontEnd frontEnd = new PixelFrontEnd(graph, width, true);
    String y = frontEnd.inverse.add(ModelContract.INPUT_Y);
    String cb = frontEnd.enlarged(ModelContract.INPUT_CB);
    String cr = frontEnd.enlarged(ModelContract.INPUT_CR);
    return frontEnd.rgb(y, cb, cr, 0);
  }

  /** The samples of a chroma plane, twice as many in each direction. */
  private String enlarged(String coefficients) {
    String padded = coefficients + ".padded";
    String sides = graph.constant(padded + ".sides", new long[] {0, 0, 1, 1, 0, 0, 1, 1});
    graph.node("Pad", padded, List.of(inverse.add(coefficients), sides), attribute("mode", "edge"));
    float[] kernel = new float[TRIANGLE.length * TRIANGLE.length];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = TRIANGLE[i / TRIANGLE.length] * TRIANGLE[i % TRIANGLE.length];
    }
    String enlarged = coefficients + ".enlarged";
    String triangle = graph.constant(enlarged + ".triangle", kernel, 1, 1, 4, 4);
    graph.node(
        "ConvTranspose",
        enlarged,
        List.of(padded, triangle),
        attribute("kernel_shape", new int[] {4, 4}),
        attribute("strides", new int[] {2, 2}),
        // What the padding gave rise to goes again.
        attribute("pads", new int[] {3, 3, 3, 3}));
    return rounded(enlarged, enlargedHalves());
  }

  private String together(String y, String cb, String cr) {
    graph.node("Concat", "ycbcr", List.of(y, cb, cr), attribute("axis", 1));
    return "ycbcr";
  }

  /**
   * As a product of matrices, because ONNX Runtime would pad the three channels of a convolution to
   * the width of its vectors.
   *
   * @param least the value of black
   */
  private String rgb(String y, String cb, String cr, float least) {
    String matrix = graph.constant("rgb.matrix", YCBCR_TO_RGB, 3, 3);
    String rows = graph.constant("rgb.rows", new long[] {0, 3, -1});
    String planes = graph.constant("rgb.planes", new long[] {0, 3, -1, width});
    graph.node("Reshape", "ycbcr.rows", List.of(together(y, cb, cr), rows));
    graph.node("MatMul", "rgb.product", List.of(matrix, "ycbcr.rows"));
    graph.node("Reshape", "rgb.sum", List.of("rgb.product", planes));
    float black = CENTRE + least;
    return graph.clip("rgb", rounded("rgb.sum", black + HALF), least, least + MOST);
  }

  /**
   * @param halves what is added before the fraction is cut off, by column if they are several
   */
  private String rounded(String tensor, float... halves) {
    if (!rounded) {
      return tensor;
    }
    String half = graph.constant(tensor + ".half", halves, 1, 1, 1, halves.length);
    graph.node("Add", tensor + ".more", List.of(tensor, half));
    graph.node("Floor", tensor + ".rounded", List.of(tensor + ".more"));
    return tensor + ".rounded";
  }

  /** As libjpeg has it, a half becomes more in one column and less in the next. */
  private float[] enlargedHalves() {
    float[] halves = new float[width];
    for (int x = 0; x < width; x++) {
      halves[x] = x % 2 == 0 ? HALF : HALF - 1f / 16;
    }
    return halves;
  }
}
