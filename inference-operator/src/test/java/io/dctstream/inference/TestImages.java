package io.dctstream.inference;

import io.dctstream.contract.Origin;
import io.dctstream.contract.PackedImage;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.jpegdct.Warnings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Packed images for the {@link TestModel}. */
public final class TestImages {
  /** What libjpeg said of each of them. */
  static final Warnings WARNINGS = new Warnings(1, "Premature end of JPEG file");

  private TestImages() {}

  /** An image for one row of the model's table; {@code name} is its id, its second the time. */
  public static PackedImage grey(int row, long timestamp) {
    return new PackedImage(
        "image" + timestamp, Origin.file("test"), timestamp, payload(row), WARNINGS);
  }

  /** The payload of a picture of one even grey, whose DC coefficients are eight times the row. */
  public static byte[] payload(int row) {
    int pixels = TestModel.CONTRACT.grid().pixelWidth();
    BufferedImage picture = new BufferedImage(pixels, pixels, BufferedImage.TYPE_BYTE_GRAY);
    byte[] grey = new byte[pixels * pixels];
    Arrays.fill(grey, (byte) (128 + row));
    picture.getRaster().setDataElements(0, 0, pixels, pixels, grey);
    try (FittedDecoder decoder =
        FittedDecoder.open(
            TestModel.CONTRACT.grid(),
            TestModel.CONTRACT.fit(),
            DecodeLimits.DEFAULT,
            DamagePolicy.STRICT)) {
      return decoder.decode(jpeg(picture));
    } catch (JpegException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam best = writer.getDefaultWriteParam();
      best.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      best.setCompressionQuality(1f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), best);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
