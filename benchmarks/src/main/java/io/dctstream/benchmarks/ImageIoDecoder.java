package io.dctstream.benchmarks;

import io.dctstream.jpegdct.BlockGrid;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * JPEG bytes to normalised RGB floats by what the JDK brings: ImageIO, and Java 2D's bicubic
 * scaling where the size differs. One reader is kept; no disk cache.
 */
public final class ImageIoDecoder implements AutoCloseable {
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
  private static final double KEPT_SIDE = 0.875;

  private final int width;
  private final int height;
  private final ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
  private final BufferedImage fitted;

  public ImageIoDecoder(BlockGrid grid) {
    this.width = grid.pixelWidth();
    this.height = grid.pixelHeight();
    this.fitted = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
  }

  /**
   * Decodes one picture.
   *
   * @param out receives [3, height, width] from its first place on
   */
  public void decode(byte[] jpeg, FloatBuffer out) throws IOException {
    BufferedImage picture;
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(in, true, true);
      picture = reader.read(0);
    }
    boolean fits =
        picture.getWidth() == width
            && picture.getHeight() == height
            && picture.getType() == BufferedImage.TYPE_3BYTE_BGR;
    normalise(fits ? picture : fit(picture), out);
  }

  @Override
  public void close() {
    reader.dispose();
  }

  private BufferedImage fit(BufferedImage picture) {
    double scale =
        Math.min((double) picture.getWidth() / width, (double) picture.getHeight() / height);
    double kept = picture.getWidth() == width && picture.getHeight() == height ? 1 : KEPT_SIDE;
    int keptWidth = (int) Math.round(width * scale * kept);
    int keptHeight = (int) Math.round(height * scale * kept);
    int left = (picture.getWidth() - keptWidth) / 2;
    int top = (picture.getHeight() - keptHeight) / 2;
    Graphics2D graphics = fitted.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(
        picture, 0, 0, width, height, left, top, left + keptWidth, top + keptHeight, null);
    graphics.dispose();
    return fitted;
  }

  private void normalise(BufferedImage picture, FloatBuffer out) {
    byte[] bgr = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    int pixels = width * height;
    for (int channel = 0; channel < 3; channel++) {
      float gain = 1 / (255 * DEVIATION[channel]);
      float bias = -MEAN[channel] / DEVIATION[channel];
      for (int i = 0; i < pixels; i++) {
        out.put(channel * pixels + i, (bgr[3 * i + 2 - channel] & 0xff) * gain + bias);
      }
    }
  }
}
