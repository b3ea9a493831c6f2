package io.dctstream.benchmarks;

import io.dctstream.samples.ChromaSampling;
import io.dctstream.samples.JpegFormat;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;

/** Pictures of any size as files of a network's size. */
final class Thumbnails {
  private Thumbnails() {}

  /**
   * Scales the short side, cuts out the centre and writes 4:2:0 JPEG files.
   *
   * @param side of the square that is wanted, in pixels
   * @param quality as libjpeg counts it
   * @throws IOException if one cannot be read; the message counts from one
   */
  static List<byte[]> of(List<byte[]> jpegs, int side, int quality) throws IOException {
    JpegFormat format = new JpegFormat(quality, ChromaSampling.HALF_BOTH, false);
    List<byte[]> thumbnails = new ArrayList<>();
    for (byte[] jpeg : jpegs) {
      BufferedImage picture = read(jpeg);
      if (picture == null) {
        throw new IOException(
            "Picture %d of %d, by name, cannot be read by Java's ImageIO; take it out"
                .formatted(thumbnails.size() + 1, jpegs.size()));
      }
      thumbnails.add(format.encode(square(picture, side)));
    }
    return thumbnails;
  }

  /** Null if ImageIO cannot. */
  private static BufferedImage read(byte[] jpeg) throws IOException {
    try {
      return ImageIO.read(new ByteArrayInputStream(jpeg));
    } catch (IIOException e) {
      return null;
    }
  }

  private static BufferedImage square(BufferedImage picture, int side) {
    double scale = (double) side / Math.min(picture.getWidth(), picture.getHeight());
    int width = (int) Math.round(scale * picture.getWidth());
    int height = (int) Math.round(scale * picture.getHeight());
    // Averages areas: what aliasing adds would cost bytes that no real thumbnail has.
    Image scaled = picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
    BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = square.createGraphics();
    graphics.drawImage(scaled, (side - width) / 2, (side - height) / 2, null);
    graphics.dispose();
    return square;
  }
}
