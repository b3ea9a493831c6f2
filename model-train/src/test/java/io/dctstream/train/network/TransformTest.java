package io.dctstream.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** The front ends of dct-learn, dct-ortho and dct-frozen. */
class TransformTest {
  private static final NetworkScale SCALE = NetworkScale.of(0.03, 1, 32);
  private static final int STEPS = 20;

  @Test
  void theFrozenFiltersAreOrthonormalAndTrainingLeavesThem() {
    ComputationGraph network = network("dct-frozen");
    assertThat(filters(network)).isEqualTo(DctBasis.filters());
    INDArray dense = network.getParam("logits_W").dup();

    train(network);

    assertThat(filters(network)).isEqualTo(DctBasis.filters());
    assertThat(lackingOf(filters(network))).isLessThan(1e-10);
    assertThat(network.getParam("logits_W")).isNotEqualTo(dense);
  }

  @Test
  void thePenaltyDrivesFiltersToOrthonormalOnes() {
    ComputationGraph learnt = network("dct-learn");
    ComputationGraph penalised = network("dct-ortho");
    double before = lackingOf(filters(penalised));
    assertThat(before).isCloseTo(lackingOf(filters(learnt)), within(1e-6));

    train(learnt);
    train(penalised);

    assertThat(lackingOf(filters(penalised))).isLessThan(before / 10);
    assertThat(lackingOf(filters(learnt))).isGreaterThan(before / 2);
  }

  @Test
  void theFrozenTransformOfPixelsIsWhatTheirJpegHolds() throws Exception {
    BlockGrid grid = SCALE.layout().grid();
    BufferedImage picture =
        new BufferedImage(grid.pixelWidth(), grid.pixelHeight(), BufferedImage.TYPE_BYTE_GRAY);
    INDArray samples = Nd4j.create(1, 1, grid.pixelHeight(), grid.pixelWidth());
    Random random = new Random(7);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int sample = Math.min(255, 3 * x + 4 * y + random.nextInt(40));
        picture.getRaster().setSample(x, y, 0, sample);
        samples.putScalar(new int[] {0, 0, y, x}, sample - 128);
      }
    }
    TensorLayout layout = TensorLayout.of(grid);
    Planes stored = Planes.allocate(layout, 1);
    try (FittedDecoder decoder =
        FittedDecoder.open(grid, Fit.EXACT, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      decoder.decode(jpegOfQuality100(picture), layout, stored, 0);
    }

    INDArray grey = Nd4j.zerosLike(samples);
    INDArray transformed =
        network("dct-frozen")
            .feedForward(new INDArray[] {samples, grey, grey}, false)
            .get("luma.dct");

    assertThat(transformed.shape()).containsExactly(1, 64, grid.height(), grid.width());
    for (int i = 0; i < transformed.length(); i++) {
      // Rounding, and what the coder's integer transform is off.
      assertThat(transformed.getDouble(i)).isCloseTo(stored.y().get(i), within(0.8));
    }
  }

  private static byte[] jpegOfQuality100(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A wrong factor in the penalty's gradient would not show in a training. */
  @Test
  void thePenaltysGradientIsThatOfItsScore() {
    Nd4j.getRandom().setSeed(3);
    INDArray filters = Nd4j.randn(64, 1, 8, 8).muli(0.2).castTo(DataType.DOUBLE);
    OrthonormalityPenalty penalty = new OrthonormalityPenalty(0.5);
    INDArray gradient = Nd4j.zerosLike(filters);
    penalty.apply(filters, gradient, 1, 0, 0);

    double step = 1e-4;
    for (long i = 0; i < filters.length(); i += 97) {
      INDArray moved = filters.dup();
      moved.putScalar(i, filters.getDouble(i) + step);
      double above = penalty.score(moved, 0, 0);
      moved.putScalar(i, filters.getDouble(i) - step);
      double below = penalty.score(moved, 0, 0);
      assertThat(gradient.getDouble(i)).isCloseTo((above - below) / (2 * step), within(1e-3));
    }
  }

  @Test
  void aConfigurationWithTransformsSurvivesItsFile() {
    for (String name : new String[] {"dct-ortho", "dct-frozen"}) {
      ComputationGraphConfiguration configuration = network(name).getConfiguration();
      String json = configuration.toJson();
      assertThat(ComputationGraphConfiguration.fromJson(json).toJson()).isEqualTo(json);
    }
  }

  private static ComputationGraph network(String name) {
    return FastGraph.create(
        NetworkBuilder.build(
            Networks.named(name),
            SCALE,
            2,
            new NeuralNetConfiguration.Builder().seed(1).updater(new Sgd(0.1)).l2(1e-4)));
  }

  private static void train(ComputationGraph network) {
    Nd4j.getRandom().setSeed(5);
    INDArray[] planes = {
      Nd4j.randn(4, 1, 32, 32), Nd4j.randn(4, 1, 32, 32), Nd4j.randn(4, 1, 32, 32)
    };
    INDArray labels = Nd4j.create(new double[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}});
    for (int step = 0; step < STEPS; step++) {
      network.fit(planes, new INDArray[] {labels});
    }
  }

  private static INDArray filters(ComputationGraph network) {
    return network.getParam("luma.dct_W");
  }

  /** The squares of what the filters lack to be orthonormal. */
  private static double lackingOf(INDArray filters) {
    return new OrthonormalityPenalty(1).score(filters, 0, 0);
  }
}
