package io.dctstream.cli.networks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The filters of a transform as grey pictures in a square, as figure 2 of the paper shows them. */
final class FilterPlot {
  private static final int ENLARGED = 8;
  private static final int GAP = 4;
  private static final int BACKGROUND = 0x3060A0;

  private FilterPlot() {}

  /**
   * Writes a PNG; zero is mid-grey in each filter.
   *
   * @param filters [filters, 1, height, width], a square number of them
   */
  static void write(INDArray filters, Path file) throws IOException {
    int side = (int) Math.sqrt((double) filters.size(0));
    int height = (int) filters.size(2);
    int width = (int) filters.size(3);
    BufferedImage picture =
        new BufferedImage(
            side * (width * ENLARGED + GAP) + GAP,
            side * (height * ENLARGED + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.setRGB(x, y, BACKGROUND);
      }
    }
    for (int filter = 0; filter < side * side; filter++) {
      int left = GAP + filter % side * (width * ENLARGED + GAP);
      int top = GAP + filter / side * (height * ENLARGED + GAP);
      draw(filters.slice(filter).slice(0), picture, left, top);
    }
    try (var out = Files.newOutputStream(file)) {
      ImageIO.write(picture, "png", out);
    }
  }

  private static void draw(INDArray filter, BufferedImage picture, int left, int top) {
    double largest = filter.amaxNumber().doubleValue();
    for (int y = 0; y < filter.size(0) * ENLARGED; y++) {
      for (int x = 0; x < filter.size(1) * ENLARGED; x++) {
        double value = filter.getDouble(y / ENLARGED, x / ENLARGED) / largest;
        int grey = (int) Math.round(127.5 + 127.5 * value);
        picture.setRGB(left + x, top + y, grey << 16 | grey << 8 | grey);
      }
    }
  }
}
