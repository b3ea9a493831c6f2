package io.dctstream.export;

import static io.dctstream.export.graph.OnnxGraph.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.dctstream.contract.ModelContract;
import io.dctstream.export.graph.OnnxGraph;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Models that hand their pixels on, so that they can be compared with those of the JDK's decoder,
 * another JPEG library's.
 */
class ModelWrapITCase {
  private static final int SIDE = 64;
  private static final int VALUES = 3 * SIDE * SIDE;
  private static final List<String> LABELS =
      IntStream.range(0, VALUES).mapToObj(i -> "value " + i).toList();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void theModelSeesWhatAnOrdinaryDecoderGives(boolean channelsLast, boolean bytes)
      throws Exception {
    Path wrapped = folder.resolve("wrapped.onnx");
    wrap(write(pixelModel(channelsLast, bytes)), wrapped, Normalisation.none(255));

    double sum = 0;
    for (int seed = 0; seed < 20; seed++) {
      byte[] jpeg = jpeg(seed);
      BufferedImage expected = ImageIO.read(new ByteArrayInputStream(jpeg));
      float[] seen = logits(wrapped, jpeg);
      for (int i = 0; i < VALUES; i++) {
        int channel = channelsLast ? i % 3 : i / (SIDE * SIDE);
        int place = channelsLast ? i / 3 : i % (SIDE * SIDE);
        double difference = Math.abs(seen[i] - pixel(expected, place, channel));
        assertThat(difference).isLessThanOrEqualTo(2);
        sum += difference;
      }
    }
    assertThat(sum / VALUES / 20).isLessThan(0.3);
  }

  @Test
  void pixelsAreNormalisedByChannel() throws Exception {
    Path rgb = write(pixelModel(false, false));
    Path plain = folder.resolve("plain.onnx");
    Path normalised = folder.resolve("normalised.onnx");
    wrap(rgb, plain, Normalisation.none(255));
    wrap(rgb, normalised, new Normalisation(1, List.of(0.5, 0.25, 0.125), List.of(0.5, 1.0, 2.0)));
    byte[] jpeg = jpeg(1);
    float[] values = logits(plain, jpeg);
    float[] scaled = logits(normalised, jpeg);

    double[] mean = {0.5, 0.25, 0.125};
    double[] deviation = {0.5, 1, 2};
    for (int i = 0; i < VALUES; i++) {
      int channel = i / (SIDE * SIDE);
      double expected = (values[i] / 255 - mean[channel]) / deviation[channel];
      assertThat((double) scaled[i]).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void aClassifierAnswersAsOnPixels() throws Exception {
    OnnxGraph graph = new OnnxGraph("linear");
    float[] weights = new float[VALUES * 10];
    Random random = new Random(3);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    graph.node("Flatten", "flat", List.of("y"), attribute("axis", 1));
    graph.node("Gemm", "sum", List.of("flat", graph.constant("w", weights, VALUES, 10)));
    graph.output("sum", 10);
    ModelProto model =
        pixelModel(false, false).toBuilder()
            .setGraph(graph.build().toBuilder().addInput(input(false, false)))
            .build();
    Path wrapped = folder.resolve("wrapped.onnx");
    ModelWrap.wrap(
        write(model), wrapped, new ModelWrap.Wish("m", "1", List.of(), Normalisation.none(255)));

    for (int seed = 0; seed < 40; seed++) {
      byte[] jpeg = jpeg(seed);
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
      double[] sums = new double[10];
      for (int i = 0; i < weights.length; i++) {
        int place = i / 10 % (SIDE * SIDE);
        int channel = i / 10 / (SIDE * SIDE);
        sums[i % 10] += weights[i] * pixel(picture, place, channel);
      }
      float[] logits = logits(wrapped, jpeg);
      int expected = best(i -> sums[i]);
      assertThat(best(i -> logits[i])).isEqualTo(expected);
    }
  }

  private static int best(IntToDoubleFunction values) {
    return IntStream.range(0, 10)
        .reduce((a, b) -> values.applyAsDouble(a) >= values.applyAsDouble(b) ? a : b)
        .orElseThrow();
  }

  private static int pixel(BufferedImage picture, int place, int channel) {
    return (picture.getRGB(place % SIDE, place / SIDE) >> (8 * (2 - channel))) & 0xFF;
  }

  @Test
  void whatIsNoClassifierOfImagesIsRefusedWithTheReason() throws Exception {
    Path rgb = write(pixelModel(false, false));
    assertThatThrownBy(
            () ->
                ModelWrap.wrap(
                    rgb,
                    folder.resolve("out.onnx"),
                    new ModelWrap.Wish("m", "1", List.of("a", "b"), Normalisation.none(1))))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("there are 2 labels");
    ModelProto.Builder fixed = pixelModel(false, false).toBuilder();
    fixed
        .getGraphBuilder()
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(0)
        .setDimValue(1);
    Path one = write(fixed.build());
    assertThatThrownBy(() -> wrap(one, folder.resolve("out.onnx"), Normalisation.none(1)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("batches of 1 only");
    Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
    assertThatThrownBy(() -> wrap(text, folder.resolve("out.onnx"), Normalisation.none(1)))
        .isInstanceOf(ExportException.class);
    assertThat(folder.resolve("out.onnx")).doesNotExist();
  }

  private static void wrap(Path rgb, Path out, Normalisation normalisation) throws Exception {
    ModelWrap.wrap(rgb, out, new ModelWrap.Wish("pixels", "1", LABELS, normalisation));
  }

  private Path write(ModelProto model) throws Exception {
    return Files.write(Files.createTempFile(folder, "rgb", ".onnx"), model.toByteArray());
  }

  /** Its tensors have the names of the contract's, which must not matter. */
  private static ModelProto pixelModel(boolean channelsLast, boolean bytes) {
    OnnxGraph graph = new OnnxGraph("pixels");
    graph.node("Cast", "cb", List.of("y"), attribute("to", 1L));
    graph.node("Flatten", "logits", List.of("cb"), attribute("axis", 1));
    graph.output("logits", VALUES);
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph.build().toBuilder().addInput(input(channelsLast, bytes)))
        .build();
  }

  private static ValueInfoProto input(boolean channelsLast, boolean bytes) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("N"));
    for (long size : channelsLast ? new long[] {SIDE, SIDE, 3} : new long[] {3, SIDE, SIDE}) {
      shape.addDim(Dimension.newBuilder().setDimValue(size));
    }
    int type = bytes ? TensorProto.DataType.UINT8_VALUE : TensorProto.DataType.FLOAT_VALUE;
    return ValueInfoProto.newBuilder()
        .setName("y")
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
        .build();
  }

  private static float[] logits(Path model, byte[] jpeg) throws Exception {
    BlockGrid grid = BlockGrid.ofPixels(SIDE);
    TensorLayout layout = TensorLayout.of(grid);
    Planes planes = Planes.allocate(layout, 1);
    try (FittedDecoder decoder =
        FittedDecoder.open(grid, Fit.EXACT, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      decoder.decode(jpeg, layout, planes, 0);
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model.toString());
        OnnxTensor y = tensor(planes.y(), 8);
        OnnxTensor cb = tensor(planes.cb(), 4);
        OnnxTensor cr = tensor(planes.cr(), 4);
        OrtSession.Result result =
            session.run(
                Map.of(
                    ModelContract.INPUT_Y, y,
                    ModelContract.INPUT_CB, cb,
                    ModelContract.INPUT_CR, cr))) {
      return ((float[][]) result.get(ModelContract.OUTPUT_LOGITS).orElseThrow().getValue())[0];
    }
  }

  private static OnnxTensor tensor(FloatBuffer values, long side) throws Exception {
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(), values, new long[] {1, 64, side, side});
  }

  /** Coloured discs with sharp edges, which ImageIO writes as 4:2:0. */
  private static byte[] jpeg(int seed) throws Exception {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = picture.createGraphics();
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      canvas.setColor(new Color(random.nextInt(1 << 24)));
      canvas.fillOval(random.nextInt(SIDE) - 8, random.nextInt(SIDE) - 8, 20, 20);
    }
    canvas.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
