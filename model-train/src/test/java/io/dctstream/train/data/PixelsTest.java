package io.dctstream.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.train.TrainingException;
import io.dctstream.train.network.NetworkInput;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class PixelsTest {
  private static final int SIDE = 64;
  private static final BlockGrid GRID = BlockGrid.ofPixels(SIDE);

  /** An ordinary decoder rounds samples, enlarged chroma and RGB to integers. */
  private static final float ROUNDING = 4;

  private final byte[] jpeg = jpeg();

  PixelsTest() throws IOException {}

  @Test
  void areThoseOfAnOrdinaryDecoder() throws TrainingException, IOException {
    BufferedImage expected = ImageIO.read(new ByteArrayInputStream(jpeg));

    INDArray pixels = pixels(NetworkInput.RGB)[0];

    double sum = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int[] colour = expected.getRaster().getPixel(x, y, (int[]) null);
        for (int channel = 0; channel < 3; channel++) {
          float pixel = pixels.getFloat(1, channel, y, x);
          assertThat(pixel).isCloseTo(colour[channel] - 128, within(ROUNDING));
          sum += Math.abs(pixel - (colour[channel] - 128));
        }
      }
    }
    assertThat(sum / (3 * SIDE * SIDE)).isLessThan(0.5);
  }

  @Test
  void areTheSameInOneTensorAndInThree() throws TrainingException {
    INDArray one = pixels(NetworkInput.YCBCR)[0];
    INDArray[] three = pixels(NetworkInput.YCBCR_PLANES);

    for (int plane = 0; plane < 3; plane++) {
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          assertThat(one.getFloat(1, plane, y, x)).isEqualTo(three[plane].getFloat(1, 0, y, x));
        }
      }
    }
  }

  /** Of a batch whose second image is the picture. */
  private INDArray[] pixels(NetworkInput input) throws TrainingException {
    DecodedImage image =
        DecodedImages.decode(new Pictures(jpeg), GRID, Fit.EXACT, (done, total) -> {})
            .images()
            .get(0);
    Batch batch = new Batch(input, TensorLayout.of(GRID), 2, 2);
    batch.put(1, image);
    batch.complete();
    return batch.features();
  }

  private record Pictures(byte[] jpeg) implements LabelledImages {
    @Override
    public List<String> labels() {
      return List.of("one", "other");
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public LabelledImage read(int index) {
      return new LabelledImage("picture", 0, jpeg);
    }
  }

  /** Far enough from black and white that no decoder clips samples on the way. */
  private static int middle(Random random) {
    return random.nextInt(80, 176);
  }

  /** Coloured discs with sharp edges, which ImageIO writes as 4:2:0. */
  private static byte[] jpeg() throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = picture.createGraphics();
    Random random = new Random(5);
    canvas.setColor(Color.GRAY);
    canvas.fillRect(0, 0, SIDE, SIDE);
    for (int i = 0; i < 60; i++) {
      canvas.setColor(new Color(middle(random), middle(random), middle(random)));
      canvas.fillOval(random.nextInt(SIDE) - 8, random.nextInt(SIDE) - 8, 20, 20);
    }
    canvas.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
