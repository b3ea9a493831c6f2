package io.dctstream.benchmarks;

import io.dctstream.samples.JpegFormat;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;

/** Pictures of any size as files of one size. */
final class Rescaled {
  private Rescaled() {}

  /**
   * Scales pictures until they cover the size, cuts out the centre and writes them anew.
   *
   * @param width in pixels
   * @param height in pixels
   * @throws IOException if one cannot be read; the message counts from one
   */
  static List<byte[]> of(List<byte[]> jpegs, int width, int height, JpegFormat format)
      throws IOException {
    List<byte[]> rescaled = new ArrayList<>();
    for (byte[] jpeg : jpegs) {
      BufferedImage picture = read(jpeg);
      if (picture == null) {
        throw new IOException(
            "Picture %d of %d, by name, cannot be read by Java's ImageIO; take it out"
                .formatted(rescaled.size() + 1, jpegs.size()));
      }
      rescaled.add(format.encode(cover(picture, width, height)));
    }
    return rescaled;
  }

  /** Null if ImageIO cannot. */
  private static BufferedImage read(byte[] jpeg) throws IOException {
    try {
      return ImageIO.read(new ByteArrayInputStream(jpeg));
    } catch (IIOException e) {
      return null;
    }
  }

  private static BufferedImage cover(BufferedImage picture, int width, int height) {
    double scale =
        Math.max((double) width / picture.getWidth(), (double) height / picture.getHeight());
    int scaledWidth = (int) Math.round(scale * picture.getWidth());
    int scaledHeight = (int) Math.round(scale * picture.getHeight());
    // Averages areas: what aliasing adds would cost bytes that no real picture has.
    Image scaled =
        scale < 1
            ? picture.getScaledInstance(scaledWidth, scaledHeight, Image.SCALE_AREA_AVERAGING)
            : picture;
    BufferedImage cut = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = cut.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(
        scaled,
        (width - scaledWidth) / 2,
        (height - scaledHeight) / 2,
        scaledWidth,
        scaledHeight,
        null);
    graphics.dispose();
    return cut;
  }
}
