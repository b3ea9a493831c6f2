package io.dctstream.export;

import static io.dctstream.export.OnnxGraph.attribute;

import io.dctstream.contract.ModelContract;
import io.dctstream.train.network.DctBasis;
import io.dctstream.train.network.NetworkInput;
import java.util.List;
import java.util.Map;

/**
 * Makes pixels of coefficients by operators of ONNX, as training makes them: an inverse DCT (T.81
 * A.3.3) by transposed convolution with the 64 basis functions, chroma enlarged by libjpeg's
 * triangle filter, and for RGB the conversion of JFIF, clamped. Values are less 128.
 */
final class PixelFrontEnd {
  private static final float CENTRE = 128;

  /** Rows R, G, B; columns Y, Cb, Cr. */
  private static final float[] YCBCR_TO_RGB = {
    1, 0, 1.402f, 1, -0.344136f, -0.714136f, 1, 1.772f, 0
  };

  /** How a sample is spread over four when a plane is made twice as large. */
  private static final float[] TRIANGLE = {0.25f, 0.75f, 0.75f, 0.25f};

  private final OnnxGraph graph;

  PixelFrontEnd(OnnxGraph graph) {
    this.graph = graph;
  }

  /**
   * Adds the operators between the graph's inputs and a network.
   *
   * @param input what the network reads
   * @return the tensors that it reads, by the names of its inputs
   */
  Map<String, String> add(NetworkInput input) {
    graph.constant("dct.basis", DctBasis.filters(), 64, 1, 8, 8);
    String y = samples(ModelContract.INPUT_Y);
    String cb = enlarged(ModelContract.INPUT_CB);
    String cr = enlarged(ModelContract.INPUT_CR);
    return switch (input) {
      case YCBCR_PLANES ->
          Map.of(ModelContract.INPUT_Y, y, ModelContract.INPUT_CB, cb, ModelContract.INPUT_CR, cr);
      case YCBCR -> Map.of(NetworkInput.PIXELS, together(y, cb, cr));
      case RGB -> Map.of(NetworkInput.PIXELS, rgb(together(y, cb, cr)));
      case COEFFICIENTS -> throw new IllegalArgumentException("The network reads coefficients");
    };
  }

  /** [N, 64, h, w] to [N, 1, 8h, 8w]. */
  private String samples(String coefficients) {
    String samples = coefficients + ".samples";
    graph.node(
        "ConvTranspose",
        samples,
        List.of(coefficients, "dct.basis"),
        attribute("kernel_shape", new int[] {8, 8}),
        attribute("strides", new int[] {8, 8}));
    return samples;
  }

  /** The samples of a chroma plane, twice as many in each direction. */
  private String enlarged(String coefficients) {
    String padded = coefficients + ".padded";
    String sides = graph.constant(padded + ".sides", new long[] {0, 0, 1, 1, 0, 0, 1, 1});
    graph.node("Pad", padded, List.of(samples(coefficients), sides), attribute("mode", "edge"));
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
    return enlarged;
  }

  private String together(String y, String cb, String cr) {
    String ycbcr = "ycbcr";
    graph.node("Concat", ycbcr, List.of(y, cb, cr), attribute("axis", 1));
    return ycbcr;
  }

  private String rgb(String ycbcr) {
    String matrix = graph.constant("rgb.matrix", YCBCR_TO_RGB, 3, 3, 1, 1);
    graph.node("Conv", "rgb.unclamped", List.of(ycbcr, matrix));
    String least = graph.constant("rgb.least", new float[] {-CENTRE});
    String most = graph.constant("rgb.most", new float[] {255 - CENTRE});
    graph.node("Clip", "rgb", List.of("rgb.unclamped", least, most));
    return "rgb";
  }
}
