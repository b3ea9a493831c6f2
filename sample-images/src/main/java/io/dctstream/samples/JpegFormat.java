package io.dctstream.samples;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;

/**
 * How a picture is written as JPEG.
 *
 * @param quality as libjpeg counts it, 1 to 100
 * @param sampling the chroma's
 * @param progressive in several scans of growing detail instead of one
 */
public record JpegFormat(int quality, ChromaSampling sampling, boolean progressive) {
  public JpegFormat {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("A JPEG quality is from 1 to 100, not " + quality);
    }
  }

  /** As pictures from many sources are: quality 50 to 95, mostly 4:2:0, a fifth progressive. */
  static JpegFormat any(RandomGenerator random) {
    int dice = random.nextInt(20);
    ChromaSampling sampling =
        dice < 12
            ? ChromaSampling.HALF_BOTH
            : dice < 15
                ? ChromaSampling.HALF_WIDTH
                : dice < 18 ? ChromaSampling.FULL : ChromaSampling.GREY;
    return new JpegFormat(random.nextInt(50, 96), sampling, random.nextInt(5) == 0);
  }

  /**
   * Writes a picture.
   *
   * @param picture of {@link BufferedImage#TYPE_INT_RGB}
   * @return the JPEG file
   */
  public byte[] encode(BufferedImage picture) {
    BufferedImage image = sampling == ChromaSampling.GREY ? grey(picture) : picture;
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality / 100f);
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
      setSampling(metadata);
      writer.write(null, new IIOImage(image, null, metadata), param);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot be written to", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** ImageIO writes 4:2:0 unless the frame header in the metadata says otherwise. */
  private void setSampling(IIOMetadata metadata) throws IIOInvalidTreeException {
    String treeFormat = metadata.getNativeMetadataFormatName();
    IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(treeFormat);
    Element luma = (Element) tree.getElementsByTagName("componentSpec").item(0);
    luma.setAttribute("HsamplingFactor", Integer.toString(sampling.lumaHorizontal()));
    luma.setAttribute("VsamplingFactor", Integer.toString(sampling.lumaVertical()));
    metadata.setFromTree(treeFormat, tree);
  }

  private static BufferedImage grey(BufferedImage picture) {
    BufferedImage grey =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = grey.createGraphics();
    graphics.drawImage(picture, 0, 0, null);
    graphics.dispose();
    return grey;
  }
}
