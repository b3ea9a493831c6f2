package io.dctstream.train.data;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.PackedPayload;
import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.train.network.NetworkInput;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import javax.imageio.ImageIO;

/** An image as a network is shown it, for people to look at. */
public final class Thumbnail {
  private Thumbnail() {}

  /** A JPEG file of the image at the grid's size. */
  public static byte[] jpeg(DecodedImage image, BlockGrid grid) throws IOException {
    int width = grid.pixelWidth();
    int height = grid.pixelHeight();
    Planes coefficients = Planes.allocate(TensorLayout.of(grid), 1);
    PackedPayload.unpack(image.payload(), TensorLayout.of(grid), coefficients, 0);
    FloatBuffer rgb = FloatBuffer.allocate(3 * width * height);
    new Pixels(NetworkInput.RGB, grid, new FloatBuffer[] {rgb}).fill(coefficients, 0);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int plane = 0; plane < 3; plane++) {
      for (int i = 0; i < width * height; i++) {
        int sample = Math.round(rgb.get(plane * width * height + i)) + 128;
        picture.getRaster().setSample(i % width, i / width, plane, sample);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
